import { createAcceptedKey } from "@/lib/adapters/kv/rooms/accepted_key.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";
import { createTwilioSmsSender } from "@/lib/adapters/sms/twilio_sms_sender.ts";
import type { HttpClient } from "@/lib/adapters/twilio/video_rooms.ts";
import type { Config } from "@/lib/config/mod.ts";
import type { Catalog, Log, SmsSender } from "@/lib/ports/mod.ts";

/** Null without a number: then nothing about text messages is shown, stored or sent. */
export function wireSmsSender(
  { sms, video, baseUrl }: Config,
  store: Store,
  { catalog, log, twilioHttp }: {
    readonly catalog: Catalog;
    readonly log: Log;
    readonly twilioHttp: HttpClient | undefined;
  },
): SmsSender | null {
  if (sms.transport === "off" || video.backend !== "twilio") return null;
  const { accountSid, apiKeySid, apiKeySecret, previousApiKey } = video;
  return createTwilioSmsSender({
    credentials: { accountSid, apiKeySid, apiKeySecret },
    previousApiKey,
    acceptedKey: createAcceptedKey(store),
    from: sms.from,
    baseUrl,
    catalog,
    log,
    ...(twilioHttp ? { httpClient: twilioHttp } : {}),
  });
}
