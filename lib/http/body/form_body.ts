import { type Outcome, refuse } from "@/lib/http/refusal.ts";
import { readLimited } from "./read_limited.ts";

/** Bytes of text. */
export const FORM_LIMIT = 32 * 1024;

/** The studio's longest forms have a few hundred; a page repeats each field that it does not know. */
const MOST_FIELDS = 2000;

/**
 * An HTML form's fields (application/x-www-form-urlencoded).
 *
 * @param limit in bytes, for the few long forms
 */
export async function formBody(
  req: Request,
  limit = FORM_LIMIT,
): Promise<Outcome<URLSearchParams>> {
  const type = req.headers.get("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) {
    return refuse("form_unreadable");
  }
  const text = await readLimited(req, limit);
  if (!text.ok) return text;
  const fields = new URLSearchParams(text.value);
  return fields.size > MOST_FIELDS
    ? refuse("body_too_large")
    : { ok: true, value: fields };
}

export function isForm(req: Request): boolean {
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(
    req.headers.get("content-type") ?? "",
  );
}
