/** The product with a Twilio number, against a fake Twilio server. */
import { createTwilioSmsSender } from "@/lib/adapters/sms/twilio_sms_sender.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { bookConsultation } from "@/lib/usecases/booking/book_consultation.ts";
import { aBookingRequest } from "@/tests/usecases/_booking.ts";
import { BASE_URL, type TestApp, withApp } from "./an_app.ts";
import {
  type TwilioMessagesServer,
  twilioMessagesServer,
} from "./twilio_messages_server.ts";
import { ACCOUNT } from "./twilio_video_server.ts";

export const PHONE = "+4915112345678";
export const OUR_NUMBER = "+493012345678";
export const AUTH_TOKEN = "a token that signs";

export const SMS_ENV = {
  TWILIO_ACCOUNT_SID: ACCOUNT.accountSid,
  TWILIO_API_KEY_SID: ACCOUNT.apiKeySid,
  TWILIO_API_KEY_SECRET: ACCOUNT.apiKeySecret,
  TWILIO_AUTH_TOKEN: AUTH_TOKEN,
  TWILIO_SMS_FROM: OUR_NUMBER,
};

export interface SmsApp extends TestApp {
  readonly twilio: TwilioMessagesServer;
  /** A request of a client who wants SMS. */
  booked(startsAt?: number, phone?: string): Promise<ConsultationId>;
  /** All log lines. */
  readonly logged: readonly string[];
}

export async function withSmsApp(
  test: (app: SmsApp) => Promise<void>,
): Promise<void> {
  await using twilio = twilioMessagesServer();
  await withApp(async (app) => {
    const { deps } = app.services;
    const log: string[] = [];
    app.replace({
      log: (event, fields) => log.push(`${event} ${JSON.stringify(fields)}`),
      smsSender: createTwilioSmsSender({
        credentials: ACCOUNT,
        previousApiKey: null,
        acceptedKey: null,
        from: OUR_NUMBER,
        baseUrl: BASE_URL,
        catalog: deps.catalog,
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
        const request = aBookingRequest(
          startsAt === undefined ? {} : { startsAt },
        );
        const client = { ...request.client, phone };
        const booked = await bookConsultation(deps, { ...request, client });
        if (!booked.ok) throw new Error(booked.code);
        await app.services.settled();
        return booked.value.id;
      },
    });
  }, SMS_ENV);
}
