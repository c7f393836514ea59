import { isoOrNull } from "@/lib/domain/instant.ts";
import type { Refusal, RefusalCode } from "@/lib/domain/refusal.ts";

/** Every refusal's status (RFC 9110) and its words: what happened, and what to do. */
const ANSWERS: Readonly<Record<RefusalCode, readonly [number, string]>> = {
  bad_request: [
    400,
    "This request cannot be read. Reload the page and try again.",
  ],
  bad_json: [400, "The request's body is not JSON. Send a JSON object."],
  body_too_large: [
    413,
    "This is more than can be sent at once. Shorten it and try again.",
  ],
  unsupported_media_type: [
    415,
    "Send this as JSON (content-type application/json).",
  ],
  method_not_allowed: [405, "This address does not answer that method."],
  upgrade_required: [
    426,
    "This address is for the call's own connection, a WebSocket.",
  ],
  invalid_input: [
    422,
    "Something is missing or cannot be right. Look at the marked fields.",
  ],
  cross_site: [403, "This came from another site and was not carried out."],
  rate_limited: [
    429,
    "That was many tries in a short time. Wait a little and try again.",
  ],
  not_found: [404, "There is nothing here for you. Check the link."],
  sign_in_required: [
    401,
    "Sign in first, or open the link in your confirmation email.",
  ],
  wrong_role: [403, "This is not yours to do in this consultation."],
  link_invalid: [
    403,
    "This link does not work, or does not work any more. Use the newest email from your artist.",
  ],
  link_replaced: [
    410,
    "Your consultation was moved, and this link is from before. Open the one in the newest email.",
  ],
  code_wrong: [
    422,
    "This code is not right. Look at the newest email and try again.",
  ],
  sign_in_expired: [
    410,
    "This sign-in has expired or was used already. Ask for a new email.",
  ],
  signature_invalid: [403, "The signature does not fit."],
  slot_taken: [
    409,
    "Someone was a moment faster: this time has just been taken. Choose another.",
  ],
  slot_invalid: [422, "This time cannot be booked. Choose one from the list."],
  too_late_to_change: [
    409,
    "It is too close to the start to change this here. Write to the studio; they can still help.",
  ],
  last_admin: [
    409,
    "This is the last admin. Add another one first: nobody else could let them in.",
  ],
  artist_has_bookings: [
    409,
    "Clients are booked with this artist, or wait for an answer. Cancel or decline what is listed here first, so that each of them is told.",
  ],
  artist_retired: [
    409,
    "This artist does not work here any more and could not hold it. Decline the request, so that the client is told, or let the artist back first.",
  ],
  photo_type: [
    415,
    "This is not a picture that we can show. Choose a JPEG, a PNG or a WebP.",
  ],
  photo_unreadable: [
    422,
    "This picture is damaged or is not what its name says. Choose another one.",
  ],
  photo_too_large: [
    413,
    "This picture is too large. Choose a smaller one, or send a screenshot of it.",
  ],
  too_many_photos: [
    409,
    "That is as many pictures as one request can carry. Take one away first.",
  ],
  photo_expired: [
    410,
    "One of your pictures was not kept, because the form was open for long. Add it again.",
  ],
  not_confirmed: [409, "The artist has not confirmed this consultation yet."],
  already_answered: [409, "This request has been answered already."],
  too_early: [
    409,
    "It is too early to come in. The page opens by itself in time.",
  ],
  too_late: [410, "The time for this consultation is over."],
  under_way: [
    409,
    "The consultation is under way. It can be ended, but no longer moved or cancelled.",
  ],
  not_live: [409, "The artist has not started the consultation yet."],
  room_not_ready: [
    409,
    "The room is just being made ready. Try again in a moment.",
  ],
  consultation_ended: [410, "This consultation has ended."],
  consultation_cancelled: [410, "This consultation does not take place."],
  consultation_erased: [410, "This consultation has been erased."],
  erasure_too_early: [
    409,
    "This consultation is still ahead, or going on. Decline or cancel it, or wait until it is over; then it can be erased.",
  ],
  erasure_room_open: [
    409,
    "The room of this consultation is still being closed. Nothing was erased; try again in a minute.",
  ],
  opened_elsewhere: [
    409,
    "The consultation is open in another tab or on another device.",
  ],
  wrong_room: [403, "This room does not belong to this consultation."],
  conflict: [409, "Someone else changed this at the same moment. Try again."],
  recording_unavailable: [
    409,
    "This studio's video rooms cannot record.",
  ],
  recording_not_consented: [
    409,
    "Both of you have to agree before anything is recorded.",
  ],
  consent_outdated: [
    409,
    "The words of this agreement have changed. Read the new ones and decide again.",
  ],
  recording_stopping: [
    409,
    "The recording is just being stopped. Try again in a moment.",
  ],
  recording_in_progress: [
    409,
    "The recording can be had, or deleted, once the consultation has ended.",
  ],
  recording_not_ready: [
    409,
    "The recording is still being put together. Come back in a few minutes.",
  ],
  recording_not_found: [404, "There is no recording of this consultation."],
  recording_failed: [
    409,
    "The video service could not put this recording together. Delete it, or ask the service's support.",
  ],
  video_unavailable: [
    503,
    "The video service does not answer just now. Try again in a moment.",
  ],
  store_unavailable: [
    503,
    "We cannot reach our records just now. Try again in a moment.",
  ],
  internal: [
    500,
    "Something went wrong on our side. Try again; nothing was lost.",
  ],
};

export function statusOf(code: RefusalCode): number {
  return ANSWERS[code][0];
}

export function wordsOf(code: RefusalCode): string {
  return ANSWERS[code][1];
}

/** The same, and for how long to wait where that is known. */
export function wordsFor(
  { code, facts }: Pick<Refusal, "code" | "facts">,
): string {
  const seconds = facts.retryAfterSeconds;
  return code === "rate_limited" && seconds
    ? wordsOf(code).replace("a little", durationWords(seconds))
    : wordsOf(code);
}

/** Rather a little too long: whoever comes back a second too early is refused again. */
function durationWords(seconds: number): string {
  const [count, unit] = seconds <= 60
    ? [seconds, "second"]
    : [Math.ceil(seconds / 60), "minute"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** `{"error": {code, message, …facts}}`; instants are ISO 8601 in UTC. */
export function refusalBody({ code, facts }: Refusal) {
  const { opensAt, closesAt, now, alternatives, allow: _, ...rest } = facts;
  return {
    error: {
      code,
      message: wordsFor({ code, facts }),
      ...rest,
      ...(opensAt === undefined ? {} : { opensAt: isoOrNull(opensAt) }),
      ...(closesAt === undefined ? {} : { closesAt: isoOrNull(closesAt) }),
      ...(now === undefined ? {} : { now: isoOrNull(now) }),
      ...(alternatives ? { alternatives: alternatives.map(isoOrNull) } : {}),
    },
  };
}

export function refusalResponse(refusal: Refusal): Response {
  const headers = new Headers({ "cache-control": "no-store" });
  const { allow, retryAfterSeconds } = refusal.facts;
  if (allow) headers.set("allow", allow.join(", "));
  // RFC 9110, 15.5.22: it must say to what.
  if (refusal.code === "upgrade_required") headers.set("upgrade", "websocket");
  if (retryAfterSeconds) headers.set("retry-after", String(retryAfterSeconds));
  return Response.json(refusalBody(refusal), {
    status: statusOf(refusal.code),
    headers,
  });
}
