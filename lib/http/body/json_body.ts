import { type Outcome, refuse } from "@/lib/http/refusal.ts";
import { readLimited } from "./read_limited.ts";

/**
 * In bytes. The largest are private notes, and a look sheet that was written
 * without a connection and goes in one: a character may take three bytes.
 */
const LIMIT = 64 * 1024;

/** The body as a JSON object; an empty body is an empty object. */
export async function jsonBody(
  req: Request,
): Promise<Outcome<Record<string, unknown>>> {
  const read = await readLimited(req, LIMIT);
  if (!read.ok) return read;
  const text = read.value;
  if (text.trim() === "") return { ok: true, value: {} };
  const type = req.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    return refuse("unsupported_media_type");
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return refuse("bad_json");
    }
    return { ok: true, value: value as Record<string, unknown> };
  } catch {
    return refuse("bad_json");
  }
}
