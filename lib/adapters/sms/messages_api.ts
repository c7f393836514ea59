import type { SigningCredentials } from "../twilio/access_token.ts";
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
 * Opens the `twilio` client, which is imported here, with the first message: it
 * costs a process half a second and 20 MB.
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
  const { default: twilio } = await import("twilio");
  const client = twilio(credentials.apiKeySid, credentials.apiKeySecret, {
    accountSid: credentials.accountSid,
    timeout,
    // Without these, TWILIO_REGION and TWILIO_EDGE of the environment would decide.
    region: "",
    edge: "",
    httpClient: (httpClient ??
      new twilio.RequestClient({ timeout })) as ClientOfTwilio,
  });
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

// The package declares a class with the insides of its own client; only `request` is ever called.
type ClientOfTwilio = InstanceType<typeof import("twilio").RequestClient>;
