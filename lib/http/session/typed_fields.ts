import type { Context } from "fresh";
import { HOUR, iso, SECOND } from "@/lib/domain/basic/instant.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { State } from "@/lib/http/state.ts";
import { clearCookie, readCookie, writeCookie } from "./cookies.ts";

const COOKIE = "visavis_typed";
/** What people type into forms about a consultation, and what they choose. */
const FIELDS = ["word", "reason", "date", "time", "at", "words"] as const;
/** Long enough to sign in again. */
const LASTS = HOUR;
/** Browsers drop a cookie of more than 4096 bytes. The longest note fits. */
const LONGEST = 3600;
const BASE64 = { alphabet: "base64url" } as const;

export type TypedFields = Readonly<
  Partial<Record<typeof FIELDS[number], string>>
>;

type Ctx = Pick<Context<State>, "req" | "state">;

/**
 * Keeps what was typed into a form that was refused, in the browser's own
 * cookie: the person may have to sign in before they see the form again, and
 * nothing of a person who has not is stored here.
 */
export function keepTyped(
  { state }: Pick<Ctx, "state">,
  headers: Headers,
  { id, body }: { readonly id: ConsultationId; readonly body: unknown },
) {
  const typed = fieldsOf(body);
  if (Object.keys(typed).length === 0) return;
  const bytes = new TextEncoder().encode(JSON.stringify({ id, typed }));
  const value = bytes.toBase64({ ...BASE64, omitPadding: true });
  if (value.length > LONGEST) return;
  const { baseUrl } = state.services.config;
  const maxAgeSeconds = LASTS / SECOND;
  writeCookie(headers, { name: COOKIE, value, baseUrl, maxAgeSeconds });
}

/** What was typed into a form about this consultation. */
export function readTyped(
  { req, state }: Ctx,
  id: ConsultationId,
): TypedFields {
  const { baseUrl } = state.services.config;
  const value = readCookie(req, { name: COOKIE, baseUrl });
  if (value === null || value.length > LONGEST) return {};
  try {
    const bytes = Uint8Array.fromBase64(value, BASE64);
    const kept = JSON.parse(new TextDecoder().decode(bytes));
    return kept?.id === id ? fieldsOf(kept.typed) : {};
  } catch {
    // Someone else's, or cut off.
    return {};
  }
}

/** Once the form has been carried out. */
export function dropTyped({ req, state }: Ctx, headers: Headers) {
  const { baseUrl } = state.services.config;
  if (readCookie(req, { name: COOKIE, baseUrl }) === null) return;
  clearCookie(headers, { name: COOKIE, baseUrl });
}

function fieldsOf(body: unknown): TypedFields {
  const given = (body ?? {}) as Readonly<Record<string, unknown>>;
  const typed = FIELDS.map((name) => {
    const value = given[name];
    // A time is an instant once the body is read.
    return [name, typeof value === "number" ? iso(value) : value] as const;
  }).filter(([, value]) => typeof value === "string" && value !== "");
  return Object.fromEntries(typed);
}
