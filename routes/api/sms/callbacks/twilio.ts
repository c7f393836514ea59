import { readSignedForm } from "@/lib/adapters/twilio/signed_form.ts";
import { refuse } from "@/lib/http/refusal.ts";
import { signedApi } from "@/lib/http/api.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";
import { readInboundSms } from "@/lib/http/twilio/inbound_sms.ts";

const REFUSED = {
  403: "signature_invalid",
  413: "body_too_large",
  415: "unsupported_media_type",
} as const;

/** Twilio answers STOP and START itself; a reply of ours would be a second one. */
const NO_REPLY = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

/**
 * `POST`, Twilio only: someone texted our number. A number that sends STOP gets
 * no text message from then on, even if a form's box is ticked later.
 */
export const handler = signedApi(async (ctx) => {
  const { deps, config, callbackAuthToken } = ctx.state.services;
  if (deps.smsSender === null) return refusalResponse(refuse("not_found"));
  const form = await readSignedForm(ctx.req, {
    authToken: callbackAuthToken,
    publicUrl: `${config.baseUrl}${ctx.url.pathname}${ctx.url.search}`,
  });
  if (typeof form === "number") {
    return refusalResponse(refuse(REFUSED[form]));
  }
  const heard = readInboundSms(form);
  if (heard !== null) {
    const { messageId, ...reply } = heard;
    await deps.smsOptOuts.recordReply(messageId, reply);
  }
  return new Response(NO_REPLY, {
    headers: { "content-type": "text/xml; charset=utf-8" },
  });
});
