import { iso } from "@/lib/domain/basic/instant.ts";
import type { RefusalBody } from "@/lib/wire/wire.ts";
import type { Refusal } from "./refusal.ts";
import { httpStatusOf } from "./refusal_status.ts";
import { noteRefusal } from "./refused/noted_refusal.ts";
import { wordsFor } from "./refusal_words.ts";
import { words } from "@/lib/words/mod.ts";

export { httpStatusOf } from "./refusal_status.ts";
export { wordsFor, wordsOf } from "./refusal_words.ts";

const { invalidFields } = words();

type RefusalError = RefusalBody["error"];

/** `{"error": {code, message, …facts}}`; instants are ISO 8601 in UTC. */
export function refusalBody({ code, facts }: Refusal): RefusalBody {
  const { opensAt, closesAt, now, alternatives } = facts;
  const { retryAfterSeconds, fields, reason, textVersion } = facts;
  return {
    error: withoutUndefined({
      code,
      message: messageFor({ code, facts }),
      retryAfterSeconds,
      fields,
      reason,
      textVersion,
      opensAt: isoOrNone(opensAt),
      closesAt: isoOrNone(closesAt),
      now: isoOrNone(now),
      alternatives: alternatives?.map(iso),
    }),
  };
}

/**
 * An API caller has no form on which a field could be highlighted, so the
 * message names the fields.
 */
function messageFor({ code, facts }: Pick<Refusal, "code" | "facts">): string {
  const names = Object.keys(facts.fields ?? {});
  return code === "invalid_input" && names.length > 0
    ? invalidFields({ names: names.join(", ") })
    : wordsFor({ code, facts });
}

/**
 * Names every field, so that one that the contract lacks, or has under another
 * name, does not compile; spread conditions would not be checked.
 */
function withoutUndefined(
  error: {
    readonly [Field in keyof RefusalError]-?: RefusalError[Field] | undefined;
  },
): RefusalError {
  return Object.fromEntries(
    Object.entries(error).filter(([, value]) => value !== undefined),
  ) as unknown as RefusalError;
}

function isoOrNone(instant: number | undefined): string | undefined {
  return instant === undefined ? undefined : iso(instant);
}

/** When trying again makes sense, as headers (RFC 9110, 10.2.3). */
export function retryAfter(
  { facts }: Pick<Refusal, "facts">,
): [string, string][] {
  const { retryAfterSeconds } = facts;
  return retryAfterSeconds ? [["retry-after", String(retryAfterSeconds)]] : [];
}

/** For a page that shows the refusal itself: its status, and when trying again makes sense. */
export function refusedPage(
  refusal: Refusal,
): { readonly status: number; readonly headers: [string, string][] } {
  noteRefusal(refusal.code);
  return { status: httpStatusOf(refusal.code), headers: retryAfter(refusal) };
}

export function refusalResponse(refusal: Refusal): Response {
  noteRefusal(refusal.code);
  const headers = new Headers({ "cache-control": "no-store" });
  const { allow } = refusal.facts;
  if (allow) headers.set("allow", allow.join(", "));
  // RFC 9110, 15.5.22: the response must name the protocol.
  if (refusal.code === "upgrade_required") headers.set("upgrade", "websocket");
  for (const [name, value] of retryAfter(refusal)) headers.set(name, value);
  return Response.json(refusalBody(refusal), {
    status: httpStatusOf(refusal.code),
    headers,
  });
}
