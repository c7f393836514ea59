import { describeError } from "@/lib/domain/basic/describe_error.ts";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import { refuse } from "@/lib/http/refusal.ts";
import { readCallback } from "@/lib/adapters/twilio/callback.ts";
import { signedApi } from "@/lib/http/api.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";
import { roomEventOf } from "@/lib/http/twilio/room_event.ts";
import { ignoreDeadline, within } from "@/lib/time/deadline.ts";
import { receiveRoomEvent } from "@/lib/usecases/reconcile/receive_room_event.ts";

const REFUSED = {
  400: "bad_request",
  403: "signature_invalid",
  413: "body_too_large",
  415: "unsupported_media_type",
} as const;

/** Twilio expects a fast answer, and gives up after fifteen seconds. */
const ANSWER_WITHIN = SECOND;

/**
 * `POST`, Twilio only: events of our rooms. The signature covers the public URL
 * and every parameter, but no time, so its SequenceNumber stops a replay.
 */
export const handler = signedApi(async (ctx) => {
  const { deps, config, callbacks, callbackAuthToken } = ctx.state.services;
  const read = await readCallback(ctx.req, {
    authToken: callbackAuthToken,
    publicUrl: `${config.baseUrl}${ctx.url.pathname}${ctx.url.search}`,
  });
  if (!read.ok) {
    return refusalResponse(refuse(REFUSED[read.status]));
  }
  const { event } = read;
  const { roomSid, sequenceNumber } = event;
  const work = async () => {
    if (await callbacks.wasSeen(roomSid, sequenceNumber)) return;
    const meant = roomEventOf(event);
    if (meant) await receiveRoomEvent(deps, meant);
    await callbacks.markSeen(roomSid, sequenceNumber);
  };
  // Longer work, such as asking Twilio to stop a recording, continues after the
  // answer; if it fails, the sweep repairs it.
  const working = work();
  working.catch((error) =>
    deps.log("callback_failed", { roomSid, reason: describeError(error) })
  );
  await within(ANSWER_WITHIN, working).catch(ignoreDeadline);
  return new Response(null, { status: 204 });
});
