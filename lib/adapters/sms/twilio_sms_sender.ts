import { isPhone } from "@/lib/domain/basic/phone.ts";
import { HOUR, SECOND } from "@/lib/domain/basic/instant.ts";
import type { AcceptedKey, Catalog, Log, SmsSender } from "@/lib/ports/mod.ts";
import type { SigningCredentials } from "@/lib/adapters/twilio/access_token.ts";
import { ApiKeys } from "@/lib/adapters/twilio/api_keys.ts";
import { withAttempts } from "@/lib/adapters/twilio/attempts.ts";
import type { HttpClient } from "@/lib/adapters/twilio/rooms_api.ts";
import { words } from "@/lib/words/mod.ts";
import { openMessagesApi } from "./messages_api.ts";
import { smsWords } from "./sms_words.ts";
import { SmsError } from "./sms_error.ts";

export interface TwilioSmsSenderOptions {
  readonly credentials: SigningCredentials;
  /** The key before the last rotation: tried once when the current one is refused. */
  readonly previousApiKey: { sid: string; secret: string } | null;
  readonly acceptedKey: AcceptedKey | null;
  /** A number in E.164, or the sid of a messaging service. */
  readonly from: string;
  readonly baseUrl: string;
  readonly catalog: Pick<Catalog, "studio">;
  readonly log: Log;
  /** Sends the requests; Twilio's own client over HTTPS by default. */
  readonly httpClient?: HttpClient;
  /** How long one attempt may take; the outbox retries. */
  readonly deadlineMs?: number;
}

/** How long a phone may be off before the message is outdated: reminders and "ready" messages expire quickly. */
const GOOD_FOR = 4 * HOUR;
const GOOD_FOR_NOW = HOUR / 4;

/**
 * Text messages through Twilio
 * (https://www.twilio.com/docs/messaging/api/message-resource).
 *
 * That API has no idempotency key. So nothing is repeated here, and a further
 * attempt first looks among the messages to this number for the same text,
 * which contains a unique link or reference. What can still be sent twice, or
 * not be found, is described in `docs/decisions/019-text-messages.md`.
 */
export function createTwilioSmsSender(
  options: TwilioSmsSenderOptions,
): SmsSender {
  const { credentials, from, baseUrl, catalog, httpClient } = options;
  const { previousApiKey: previous, deadlineMs: timeout = 10 * SECOND } =
    options;
  // The next attempt checks whether one without an answer had an effect.
  const once = {
    operation: "text",
    deadlineMs: timeout,
    attempts: 1,
    backoffMs: 0,
  };
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
      if (!isPhone(to)) throw SmsError.noNumber();
      const studio = await catalog.studio();
      if (!studio) throw new Error("There is no studio to write from");
      const body = smsWords(sms, {
        studioName: studio.name,
        baseUrl,
        words: words(),
      });
      const ofNow = kind === "ready" || kind === "reminder";
      const validityPeriod = (ofNow ? GOOD_FOR_NOW : GOOD_FOR) / SECOND;
      try {
        // After a refused key the request is repeated with the other one:
        // nothing was sent with the first.
        await keys.attempt(
          "text",
          (credentials) =>
            withAttempts(once, async () => {
              const api = await openMessagesApi(credentials, from, {
                httpClient,
                timeout,
              });
              // A trial account adds a sentence before ours.
              const sent = triedBefore &&
                (await api.bodiesTo(to)).some((one) => one.includes(body));
              if (!sent) await api.create({ to, body, validityPeriod });
            }),
        );
        return "sent";
      } catch (error) {
        const failure = SmsError.from(error);
        if (failure.isStopped) return "stopped";
        throw failure;
      }
    },
  };
}
