import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import { FORM_LIMIT } from "./form_body.ts";
import { readBytes } from "./read_limited.ts";

export interface FormWithFiles {
  readonly fields: URLSearchParams;
  /** Only those that were chosen: an empty input sends an empty file. */
  readonly files: readonly File[];
  /** False: the body was larger than the limit, and what came after it is missing. */
  readonly whole: boolean;
}

export function isMultipart(req: Request): boolean {
  return boundaryOf(req) !== null;
}

/**
 * An HTML form with files (`multipart/form-data`, RFC 7578). Of a body that is too
 * large the fields before the limit are read all the same, so that a form with its
 * files last can be shown again as it was typed.
 */
export async function multipartBody(
  req: Request,
  limit: number,
): Promise<Outcome<FormWithFiles>> {
  const boundary = boundaryOf(req);
  if (boundary === null) return refuse("unsupported_media_type");
  const { bytes, whole } = await readBytes(req, limit);
  const parts: BlobPart[] = [bytes];
  if (!whole) parts.push(`\r\n--${boundary}--\r\n`);
  const form = await new Response(new Blob(parts), {
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
  }).formData().catch(() => null);
  if (form === null) return refuse(whole ? "bad_request" : "body_too_large");
  const fields = new URLSearchParams();
  const files: File[] = [];
  let text = 0;
  for (const [name, value] of form) {
    if (typeof value !== "string") {
      if (value.size > 0) files.push(value);
      continue;
    }
    text += name.length + value.length;
    if (text > FORM_LIMIT) return refuse("body_too_large");
    fields.append(name, value);
  }
  return { ok: true, value: { fields, files, whole } };
}

/** As browsers write it: without quotes, and of letters, digits and hyphens. */
function boundaryOf(req: Request): string | null {
  const type = req.headers.get("content-type") ?? "";
  return /^multipart\/form-data;\s*boundary="?([\w'()+,./:=?-]{1,70})"?\s*$/i
    .exec(type)?.[1] ?? null;
}
