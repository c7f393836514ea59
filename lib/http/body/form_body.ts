import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import { readLimited } from "./read_limited.ts";

/** Bytes of text. */
export const FORM_LIMIT = 32 * 1024;

/**
 * An HTML form's fields (application/x-www-form-urlencoded).
 *
 * @param limit in bytes, for the few forms that are long by nature
 */
export async function formBody(
  req: Request,
  limit = FORM_LIMIT,
): Promise<Outcome<URLSearchParams>> {
  const type = req.headers.get("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) {
    return refuse("unsupported_media_type");
  }
  const text = await readLimited(req, limit);
  if (text === null) return refuse("body_too_large");
  return { ok: true, value: new URLSearchParams(text) };
}

export function isForm(req: Request): boolean {
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(
    req.headers.get("content-type") ?? "",
  );
}
