import type { SigningCredentials } from "@/lib/adapters/twilio/access_token.ts";
import { openTwilioClient } from "@/lib/adapters/twilio/client.ts";
import type { HttpClient } from "@/lib/adapters/twilio/rooms_api.ts";

/** The requests in use, as Twilio's own client makes them. */
export interface MessagesApi {
  create(message: {
    readonly to: string;
    readonly body: string;
    /** Seconds after which it is no longer delivered. */
    readonly validityPeriod: number;
  }): Promise<unknown>;
  /** The bodies of the newest messages to this number, including queued ones. */
  bodiesTo(to: string): Promise<string[]>;
}

/** More messages than one number receives while a message is retried. */
const NEWEST = 50;

/**
 * The message requests of a client opened for them.
 *
 * @param from a number in E.164, or the sid of a messaging service
 */
export async function openMessagesApi(
  credentials: SigningCredentials,
  from: string,
  { httpClient, timeout }: {
    readonly httpClient: HttpClient | undefined;
    /** Milliseconds. */
    readonly timeout: number;
  },
): Promise<MessagesApi> {
  const client = await openTwilioClient(
    credentials,
    { timeout, carrying: (own) => httpClient ?? own },
  );
  const sender = from.startsWith("MG")
    ? { messagingServiceSid: from }
    : { from };
  return {
    create: (message) => client.messages.create({ ...message, ...sender }),
    bodiesTo: async (to) =>
      (await client.messages.list({ to, limit: NEWEST, pageSize: NEWEST }))
        .map(({ body }) => body),
  };
}
