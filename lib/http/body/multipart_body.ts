import {
  MaxHeaderSizeExceededError,
  MaxPartsExceededError,
  MultipartParseError,
  MultipartParser,
  type MultipartPart,
} from "@remix-run/multipart-parser";
import { ok, type Outcome, refuse } from "@/lib/http/refusal.ts";
import { blocksOf } from "./blocks.ts";
import { BodyRefused } from "./body_refused.ts";
import { FORM_LIMIT } from "./form_body.ts";

/**
 * What one form may contain beside its bytes. The booking form has about 20
 * fields, its questions and its files; a million empty parts would keep the
 * event loop busy for seconds.
 */
export const MULTIPART_LIMITS = {
  parts: 60,
  /** Bytes of one part's header. A browser writes about 200. */
  header: 2 * 1024,
} as const;

/** A file of a form. Its bytes are copied when they are asked for. */
export interface SentFile {
  readonly name: string;
  readonly size: number;
  bytes(): Uint8Array<ArrayBuffer>;
}

export interface FormWithFiles {
  readonly fields: URLSearchParams;
  /** Only files that were chosen: an empty input sends an empty file. */
  readonly files: readonly SentFile[];
  /** Why the rest is missing; null if nothing is. */
  readonly cut: "too_large" | "busy" | null;
}

export function isMultipart(req: Request): boolean {
  return boundaryOf(req) !== null;
}

/**
 * An HTML form with files (`multipart/form-data`, RFC 7578), parsed while it
 * arrives. If the body is too large, or the memory for bodies is used up, the
 * fields before that are still returned, so that a form with its files last can
 * be shown again as it was typed. Too many parts or too much text are no
 * browser's form: they are refused at once.
 */
export async function multipartBody(
  req: Request,
  limit: number,
): Promise<Outcome<FormWithFiles>> {
  const boundary = boundaryOf(req);
  if (boundary === null) return refuse("form_unreadable");
  const form = new FormParts();
  const parser = new MultipartParser(boundary, {
    maxParts: MULTIPART_LIMITS.parts,
    maxHeaderSize: MULTIPART_LIMITS.header,
    maxFileSize: limit,
    maxTotalSize: limit,
  });
  try {
    for await (const { bytes, whole } of blocksOf(req, limit)) {
      // The parser takes nothing after the last boundary; RFC 2046 allows a line.
      if (isLineEnd(bytes)) continue;
      for (const part of parser.write(bytes)) form.take(part);
      if (!whole) return ok(form.result("too_large"));
    }
    parser.finish();
    return ok(form.result(null));
  } catch (error) {
    if (error instanceof BodyRefused) {
      return error.refusal.code === "server_busy"
        ? ok(form.result("busy"))
        : error.refusal;
    }
    return refusalOf(error);
  }
}

function refusalOf(error: unknown) {
  if (
    error instanceof MaxPartsExceededError ||
    error instanceof MaxHeaderSizeExceededError
  ) return refuse("body_too_large");
  // A header that is no UTF-8 is a TypeError.
  if (error instanceof MultipartParseError || error instanceof TypeError) {
    return refuse("bad_request");
  }
  throw error;
}

class FormParts {
  readonly #fields = new URLSearchParams();
  readonly #files: SentFile[] = [];
  #text = 0;

  take(part: MultipartPart) {
    const { name = "", filename, size } = part;
    if (filename !== undefined) {
      const bytes = () => part.bytes as Uint8Array<ArrayBuffer>;
      if (size > 0) this.#files.push({ name: filename, size, bytes });
      return;
    }
    this.#text += name.length + size;
    if (this.#text > FORM_LIMIT) {
      throw new BodyRefused(refuse("body_too_large"));
    }
    this.#fields.append(name, new TextDecoder().decode(part.bytes));
  }

  result(cut: FormWithFiles["cut"]): FormWithFiles {
    return { fields: this.#fields, files: this.#files, cut };
  }
}

function isLineEnd(bytes: Uint8Array): boolean {
  return bytes.length <= 2 && bytes.every((byte) => byte === 13 || byte === 10);
}

/** As browsers write it: without quotes, from letters, digits and hyphens. */
function boundaryOf(req: Request): string | null {
  const type = req.headers.get("content-type") ?? "";
  return /^multipart\/form-data;\s*boundary="?([\w'()+,./:=?-]{1,70})"?\s*$/i
    .exec(type)?.[1] ?? null;
}
