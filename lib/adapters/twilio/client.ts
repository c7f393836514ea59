import type { SigningCredentials } from "./access_token.ts";
import type { HttpClient } from "./rooms_api.ts";

/**
 * Opens the `twilio` client. It is imported here, at the first request, because
 * it costs a process half a second and 20 MB that most requests never need.
 */
export async function openTwilioClient(
  credentials: SigningCredentials,
  { timeout, carrying }: {
    /** Milliseconds. */
    readonly timeout: number;
    /** Sends its requests: the package's own client, or one made from it. */
    readonly carrying: (own: HttpClient) => HttpClient;
  },
) {
  const { default: twilio } = await import("twilio");
  const own = new twilio.RequestClient({ timeout }) as HttpClient;
  return twilio(credentials.apiKeySid, credentials.apiKeySecret, {
    accountSid: credentials.accountSid,
    timeout,
    // One region for all. Without these, TWILIO_REGION and TWILIO_EDGE of the
    // environment would redirect the requests.
    region: "",
    edge: "",
    httpClient: carrying(own) as unknown as ClientOfTwilio,
  });
}

// The package declares a class with the internals of its own client; only
// `request` is ever called.
type ClientOfTwilio = InstanceType<typeof import("twilio").RequestClient>;
