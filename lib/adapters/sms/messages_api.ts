import type { SigningCredentials } from "../twilio/access_token.ts";
import { openTwilioClient } from "../twilio/client.ts";
import type { HttpClient } from "../twilio/rooms_api.ts";

/** The requests that are used, as Twilio's own client makes them. */
export interface MessagesApi {
  create(message: {
    readonly to: string;
    readonly body: string;
    /** Seconds after which it is not delivered any more. */
    readonly validityPeriod: number;
  }): Promise<unknown>;
  /** The bodies of the newest messages to this number, the queued ones too. */
  bodiesTo(to: string): Promise<string[]>;
}

/** More than are sent to one number in the time for which a message is tried. */
const NEWEST = 50;

/**
 * The message requests of a client that is opened for them.
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
    timeout,
    (own) => httpClient ?? own,
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
