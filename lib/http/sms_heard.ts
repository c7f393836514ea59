import { isPhone } from "@/lib/domain/phone.ts";

/** Twilio's own words for an end (https://help.twilio.com/articles/223134027), and for coming back. */
const WISHES: Readonly<Record<string, "stop" | "resume">> = {
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

export interface SmsHeard {
  /** Twilio's id of the message, the same when it is told again. */
  readonly messageId: string;
  /** E.164. */
  readonly phone: string;
  readonly wish: "stop" | "resume";
}

/**
 * What somebody who wrote to our number wants, from the form that Twilio sends for
 * it. Null if it is neither: nobody here reads what else is written.
 */
export function readSmsHeard(form: URLSearchParams): SmsHeard | null {
  const messageId = form.get("MessageSid") ?? "";
  const phone = form.get("From") ?? "";
  // The whole message, as Twilio reads it too: "please don't stop" is no STOP.
  const word = (form.get("Body") ?? "").replace(/[^\p{L}]/gu, "").toUpperCase();
  const said = Object.hasOwn(WISHES, word) ? WISHES[word] : undefined;
  // Where the messaging service reads words of its own, such as another language's.
  const wish = OPT_OUT_TYPES[form.get("OptOutType") ?? ""] ?? said;
  const known = /^(?:SM|MM)[0-9a-f]{32}$/i.test(messageId) && isPhone(phone);
  return known && wish !== undefined ? { messageId, phone, wish } : null;
}

const OPT_OUT_TYPES: Readonly<Record<string, "stop" | "resume" | undefined>> = {
  STOP: "stop",
  START: "resume",
};
