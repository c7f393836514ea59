/** The product with a Twilio number, in front of a server that stands for Twilio. */
import { createTwilioTexter } from "@/lib/adapters/sms/twilio_texter.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import { bookConsultation } from "@/lib/usecases/book_consultation.ts";
import { aWish } from "../usecases/_booking.ts";
import { BASE_URL, type TestApp, withApp } from "./an_app.ts";
import {
  type TwilioMessagesServer,
  twilioMessagesServer,
} from "./twilio_messages_server.ts";
import { ACCOUNT } from "./twilio_video_server.ts";

export const PHONE = "+4915112345678";
export const OUR_NUMBER = "+493012345678";
export const AUTH_TOKEN = "a token that signs";

export const TEXTING = {
  TWILIO_ACCOUNT_SID: ACCOUNT.accountSid,
  TWILIO_API_KEY_SID: ACCOUNT.apiKeySid,
  TWILIO_API_KEY_SECRET: ACCOUNT.apiKeySecret,
  TWILIO_AUTH_TOKEN: AUTH_TOKEN,
  TWILIO_SMS_FROM: OUR_NUMBER,
};

export interface TextingApp extends TestApp {
  readonly twilio: TwilioMessagesServer;
  /** A request of a client who wants text messages. */
  booked(startsAt?: number, phone?: string): Promise<ConsultationId>;
  /** Every line that was logged. */
  readonly logged: readonly string[];
}

export async function withTextingApp(
  test: (app: TextingApp) => Promise<void>,
): Promise<void> {
  await using twilio = twilioMessagesServer();
  await withApp(async (app) => {
    const { deps } = app.services;
    const log: string[] = [];
    app.replace({
      log: (event, fields) => log.push(`${event} ${JSON.stringify(fields)}`),
      texter: createTwilioTexter({
        credentials: ACCOUNT,
        previousApiKey: null,
        acceptedKey: null,
        from: OUR_NUMBER,
        baseUrl: BASE_URL,
        directory: deps.directory,
        log: () => {},
        httpClient: twilio.httpClient,
        deadlineMs: 2000,
      }),
    });
    await test({
      ...app,
      twilio,
      logged: log,
      async booked(startsAt, phone = PHONE) {
        const wish = aWish(startsAt === undefined ? {} : { startsAt });
        const client = { ...wish.client, phone };
        const booked = await bookConsultation(deps, { ...wish, client });
        if (!booked.ok) throw new Error(booked.code);
        await app.services.settled();
        return booked.value.id;
      },
    });
  }, TEXTING);
}
