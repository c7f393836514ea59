import type { JoinPolicy } from "@/lib/domain/consultation/join_window.ts";

export type CodecChoice = "VP8" | "H264" | "auto";

export interface ApiKey {
  readonly sid: string;
  readonly secret: string;
}

export interface TwilioConfig {
  readonly backend: "twilio";
  readonly accountSid: string;
  readonly apiKeySid: string;
  readonly apiKeySecret: string;
  /** Only verifies callbacks; REST calls use the API key. */
  readonly authToken: string;
  /** The key before the last rotation: used when Twilio refuses the current one. */
  readonly previousApiKey: ApiKey | null;
  /** Twilio's media region, for example `de1`. `null` leaves it to the account. */
  readonly region: string | null;
}

export interface EmbeddedConfig {
  readonly backend: "embedded";
  /** Why the backend is not Twilio, as a sentence. */
  readonly reason: string;
  /** A relay such as coturn, with its shared secret (`use-auth-secret`). */
  readonly turn: {
    readonly urls: readonly string[];
    readonly secret: string;
  } | null;
}

export type MailConfig =
  | {
    readonly transport: "resend";
    readonly apiKey: string;
    readonly from: string;
  }
  | { readonly transport: "mailbox"; readonly reason: string };

/** Text messages, through the same Twilio account as video. */
export type SmsConfig =
  /** A number in E.164, or the sid of a messaging service. */
  | { readonly transport: "twilio"; readonly from: string }
  | { readonly transport: "off"; readonly reason: string };

export interface Config {
  readonly port: number;
  /** Absolute, without a trailing slash. */
  readonly baseUrl: string;
  /** `undefined` is the provisioned database of Deno Deploy. */
  readonly kvPath: string | undefined;
  readonly production: boolean;
  /** The number of our own proxies in front of the server; each adds to X-Forwarded-For. */
  readonly trustedProxies: number;
  readonly joinPolicy: JoinPolicy;
  readonly video: TwilioConfig | EmbeddedConfig;
  readonly mail: MailConfig;
  readonly sms: SmsConfig;
  readonly codecs: {
    readonly mobile: CodecChoice;
    readonly desktop: CodecChoice;
  };
}
