import { isPhone } from "@/lib/domain/basic/phone.ts";

/**
 * Twilio's own keywords for stopping
 * (https://help.twilio.com/articles/223134027) and starting again.
 */
const KEYWORDS: Readonly<Record<string, "stop" | "resume">> = {
  STOP: "stop",
  STOPALL: "stop",
  UNSUBSCRIBE: "stop",
  CANCEL: "stop",
  END: "stop",
  QUIT: "stop",
  OPTOUT: "stop",
  REVOKE: "stop",
  START: "resume",
  YES: "resume",
  UNSTOP: "resume",
};

export interface InboundSms {
  /** Twilio's id of the message; a repeated callback has the same id. */
  readonly messageId: string;
  /** E.164. */
  readonly phone: string;
  readonly request: "stop" | "resume";
}

/**
 * What a person who texted our number wants, from the form that Twilio sends.
 * Null if it is neither keyword: nobody reads other messages.
 */
export function readInboundSms(form: URLSearchParams): InboundSms | null {
  const messageId = form.get("MessageSid") ?? "";
  const phone = form.get("From") ?? "";
  // The whole message must match, as with Twilio: "please don't stop" is not
  // STOP.
  const word = (form.get("Body") ?? "").replace(/[^\p{L}]/gu, "").toUpperCase();
  const said = Object.hasOwn(KEYWORDS, word) ? KEYWORDS[word] : undefined;
  // The messaging service may recognise keywords of its own, for example in
  // another language.
  const request = OPT_OUT_TYPES[form.get("OptOutType") ?? ""] ?? said;
  const known = /^(?:SM|MM)[0-9a-f]{32}$/i.test(messageId) && isPhone(phone);
  return known && request !== undefined ? { messageId, phone, request } : null;
}

const OPT_OUT_TYPES: Readonly<Record<string, "stop" | "resume" | undefined>> = {
  STOP: "stop",
  START: "resume",
};
