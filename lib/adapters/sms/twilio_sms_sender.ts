import { isPhone } from "@/lib/domain/phone.ts";
import { HOUR, SECOND } from "@/lib/domain/instant.ts";
import type { AcceptedKey, Directory, Log, Texter } from "@/lib/ports.ts";
import type { SigningCredentials } from "../twilio/access_token.ts";
import { ApiKeys } from "../twilio/api_keys.ts";
import { withAttempts } from "../twilio/attempts.ts";
import type { HttpClient } from "../twilio/rooms_api.ts";
import { openMessagesApi } from "./messages_api.ts";
import { smsWords } from "./sms_words.ts";
import { TextNotSent } from "./text_not_sent.ts";

export interface TwilioTexterOptions {
  readonly credentials: SigningCredentials;
  /** The key before the last rotation: tried once where the present one is refused. */
  readonly previousApiKey: { sid: string; secret: string } | null;
  readonly acceptedKey: AcceptedKey | null;
  /** A number in E.164, or the sid of a messaging service. */
  readonly from: string;
  readonly baseUrl: string;
  readonly directory: Pick<Directory, "studio">;
  readonly log: Log;
  /** What sends the requests; Twilio's own client over HTTPS when absent. */
  readonly httpClient?: HttpClient;
  /** How long one attempt may take; the outbox tries again. */
  readonly deadlineMs?: number;
}

/** How long a phone may be off before what we say is old: a reminder's and a call's words are of now. */
const GOOD_FOR = 4 * HOUR;
const GOOD_FOR_NOW = HOUR / 4;

/**
 * Text messages through Twilio (https://www.twilio.com/docs/messaging/api/message-resource).
 *
 * That API has no idempotency key. So nothing is repeated here, and an attempt
 * after another first looks among the messages to this number for the very same
 * words, which hold a link or reference of their own. What can still happen
 * twice, or not be found, is in `docs/decisions/019-text-messages.md`.
 */
export function createTwilioTexter(options: TwilioTexterOptions): Texter {
  const { credentials, from, baseUrl, directory, httpClient } = options;
  const { previousApiKey: previous, deadlineMs: timeout = 10 * SECOND } =
    options;
  // Whether one without an answer had its effect is looked at by the next, later.
  const once = { deadlineMs: timeout, attempts: 1, backoffMs: 0 };
  const keys = new ApiKeys({
    current: credentials,
    previous: previous && {
      accountSid: credentials.accountSid,
      apiKeySid: previous.sid,
      apiKeySecret: previous.secret,
    },
    accepted: options.acceptedKey,
    log: options.log,
  });
  return {
    async deliver({ sms }, triedBefore) {
      const { to, kind } = sms;
      if (!isPhone(to)) throw TextNotSent.noNumber();
      const studio = await directory.studio();
      if (!studio) throw new Error("There is no studio to write from");
      const body = smsWords(sms, { studioName: studio.name, baseUrl });
      const ofNow = kind === "ready" || kind === "reminder";
      const validityPeriod = (ofNow ? GOOD_FOR_NOW : GOOD_FOR) / SECOND;
      try {
        // A refused key is asked for again with the other one: nothing was sent with the first.
        await keys.attempt(
          "text",
          (credentials) =>
            withAttempts("text", once, async () => {
              const api = await openMessagesApi(credentials, from, {
                httpClient,
                timeout,
              });
              // A trial account writes a sentence before ours.
              const sent = triedBefore &&
                (await api.bodiesTo(to)).some((one) => one.includes(body));
              if (!sent) await api.create({ to, body, validityPeriod });
            }),
        );
        return "sent";
      } catch (error) {
        const failure = TextNotSent.from(error);
        if (failure.isStopped) return "stopped";
        throw failure;
      }
    },
  };
}
