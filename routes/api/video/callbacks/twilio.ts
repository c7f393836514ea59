import { SECOND } from "@/lib/domain/instant.ts";
import { refuse } from "@/lib/domain/refusal.ts";
import { readCallback } from "@/lib/adapters/twilio/callback.ts";
import { signedApi } from "@/lib/http/api.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";
import { roomEventOf } from "@/lib/http/room_event.ts";
import { receiveRoomEvent } from "@/lib/usecases/receive_room_event.ts";

const REFUSED = {
  400: "bad_request",
  403: "signature_invalid",
  413: "body_too_large",
  415: "unsupported_media_type",
} as const;

/** Twilio wants its callbacks answered fast, and gives up after fifteen seconds. */
const ANSWER_WITHIN = SECOND;

/**
 * `POST`, Twilio alone: what happens in our rooms. The signature covers the
 * public URL and every parameter, but no time, so a replay is stopped by its
 * SequenceNumber.
 */
export const handler = signedApi(async (ctx) => {
  const { deps, config, callbacks, callbackAuthToken } = ctx.state.services;
  const read = await readCallback(ctx.req, {
    authToken: callbackAuthToken,
    publicUrl: `${config.baseUrl}${ctx.url.pathname}${ctx.url.search}`,
  });
  if (!read.ok) {
    const refusal = refuse(REFUSED[read.status]);
    // Nothing of what it said: whoever sent it may be anybody.
    deps.log("callback_refused", { code: refusal.code });
    return refusalResponse(refusal);
  }
  const { event } = read;
  const { roomSid, sequenceNumber } = event;
  const work = async () => {
    if (await callbacks.wasSeen(roomSid, sequenceNumber)) return;
    const meant = roomEventOf(event);
    if (meant) await receiveRoomEvent(deps, meant);
    await callbacks.markSeen(roomSid, sequenceNumber);
  };
  // What takes longer, such as asking Twilio to stop a recording, goes on after
  // the answer; what fails then, the sweep repairs.
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, ANSWER_WITHIN);
  const working = work().finally(() => clearTimeout(timer));
  working.catch((error) =>
    deps.log("callback_failed", { roomSid, reason: String(error) })
  );
  await Promise.race([working, late.promise]);
  return new Response(null, { status: 204 });
});
