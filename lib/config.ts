/**
 * The environment, read once at start-up: either a whole configuration or every
 * complaint about it at once. No message repeats a value, because the value in
 * the wrong variable may be a secret.
 */
import { MINUTE } from "@/lib/domain/instant.ts";
import {
  DEFAULT_JOIN_POLICY,
  type JoinPolicy,
} from "@/lib/domain/join_window.ts";

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
  /** The key before the last rotation: used where Twilio refuses the present one. */
  readonly previousApiKey: ApiKey | null;
  /** Twilio's media region, for example `de1`. `null` leaves it to the account. */
  readonly region: string | null;
}

export interface EmbeddedConfig {
  readonly backend: "embedded";
  /** Why it is not Twilio, in words. */
  readonly reason: string;
  /** A relay such as coturn, with its shared secret (`use-auth-secret`). */
  readonly turn: {
    readonly urls: readonly string[];
    readonly secret: string;
  } | null;
  /** Several processes serve the rooms of one store. */
  readonly shared: boolean;
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
  /** A number in E.164, or a messaging service's sid. */
  | { readonly transport: "twilio"; readonly from: string }
  | { readonly transport: "off"; readonly reason: string };

export interface Config {
  readonly port: number;
  /** Absolute, without a slash at the end. */
  readonly baseUrl: string;
  /** `undefined` is the provisioned database of Deno Deploy. */
  readonly kvPath: string | undefined;
  readonly production: boolean;
  /** How many proxies of our own stand before us, each adding to X-Forwarded-For. */
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

export type ConfigOutcome =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly issues: readonly string[] };

type Env = Readonly<Record<string, string | undefined>>;

/** Reads a configuration from variables; a variable that is blank counts as unset. */
export function readConfig(env: Env): ConfigOutcome {
  const read = new Reader(env);
  const port = read.wholeNumber("PORT", 8000, 1, 65_535);
  const address = readAddress(read, port);
  const config: Config = {
    port,
    baseUrl: address.baseUrl,
    kvPath: read.text("KV_PATH") ??
      (read.isSet("DENO_DEPLOY") ? undefined : ".data/visavis.kv"),
    production: address.production,
    trustedProxies: read.wholeNumber("TRUSTED_PROXIES", 0, 0, 5),
    joinPolicy: {
      earlyMs: read.minutes("JOIN_EARLY_MINUTES", DEFAULT_JOIN_POLICY.earlyMs),
      graceMs: read.minutes("JOIN_GRACE_MINUTES", DEFAULT_JOIN_POLICY.graceMs),
    },
    video: readVideo(read),
    mail: readMail(read, address.production),
    sms: readSms(read),
    codecs: {
      mobile: read.oneOf("VIDEO_CODEC_MOBILE", CODECS, "VP8"),
      desktop: read.oneOf("VIDEO_CODEC_DESKTOP", CODECS, "H264"),
    },
  };
  return read.issues.length === 0
    ? { ok: true, config }
    : { ok: false, issues: read.issues };
}

const CODECS: readonly CodecChoice[] = ["VP8", "H264", "auto"];

/** The configuration in words, for start-up and the admin's health page; never a secret. */
export function describeConfig(config: Config): string[] {
  const { earlyMs, graceMs } = config.joinPolicy;
  return [
    `Address: ${config.baseUrl} (${
      config.production ? "production" : "development"
    })`,
    `Data: ${config.kvPath ?? "the provisioned database"}`,
    ...describeVideo(config.video),
    config.mail.transport === "resend"
      ? `Mail: Resend, from ${config.mail.from}`
      : `Mail: the mailbox at /dev/mailbox (${config.mail.reason})`,
    config.sms.transport === "twilio"
      ? `Text messages: Twilio, from ${config.sms.from}`
      : `Text messages: off, ${config.sms.reason}`,
    `Joining: from ${earlyMs / MINUTE} minutes before the start ` +
    `to ${graceMs / MINUTE} minutes after the end`,
    `Video codecs: ${config.codecs.mobile} on phones, ` +
    `${config.codecs.desktop} on desktops`,
  ];
}

function describeVideo(video: Config["video"]): string[] {
  if (video.backend === "embedded") {
    return [
      `Video: embedded rooms (${video.reason})`,
      video.turn === null
        ? "Relay: none (TURN_URLS is not set); some networks will not connect"
        : `Relay: ${video.turn.urls.length} TURN address(es)`,
    ];
  }
  const region = video.region === null ? "" : `, media in ${video.region}`;
  return [
    `Video: Twilio account …${video.accountSid.slice(-4)}${region}`,
    ...(video.previousApiKey === null
      ? []
      : ["Twilio key: the previous one stands by"]),
  ];
}

const LOOPBACK =
  /^(?:localhost|(?:.+\.)localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

function readAddress(
  read: Reader,
  port: number,
): { baseUrl: string; production: boolean } {
  const named = read.oneOf(
    "VISAVIS_ENV",
    ["production", "development"],
    "development",
  );
  const forced = read.isSet("DENO_DEPLOY") || named === "production";
  const text = read.text("BASE_URL");
  if (text === undefined) {
    if (forced) {
      read.complain(
        "BASE_URL is not set: in production the links in mails need it.",
      );
    }
    return { baseUrl: `http://localhost:${port}`, production: forced };
  }
  const url = URL.canParse(text) ? new URL(text) : null;
  // `origin` drops a path, a query and a user; whatever it drops should not have been there.
  const whole = url !== null && /^https?:$/.test(url.protocol) &&
    url.href === `${url.origin}/`;
  if (!whole) {
    read.complain(
      "BASE_URL must be an origin such as https://studio.example: " +
        "http or https, a host, perhaps a port, and no path.",
    );
    return { baseUrl: "", production: forced };
  }
  const local = LOOPBACK.test(url.hostname);
  const secure = url.protocol === "https:";
  const production = forced || (secure && !local);
  if (production && !secure && !local) {
    read.complain(
      "BASE_URL must be https in production: " +
        "without it browsers give a page no camera and keep no session.",
    );
  }
  return { baseUrl: url.origin, production };
}

const TWILIO_ACCOUNT = [
  "TWILIO_ACCOUNT_SID",
  "TWILIO_API_KEY_SID",
  "TWILIO_API_KEY_SECRET",
  "TWILIO_AUTH_TOKEN",
] as const;

function readVideo(read: Reader): Config["video"] {
  const account = read.account("Twilio", TWILIO_ACCOUNT);
  const previous = read.account("The previous Twilio key", [
    "TWILIO_PREVIOUS_API_KEY_SID",
    "TWILIO_PREVIOUS_API_KEY_SECRET",
  ]);
  if (account === null && previous !== null) {
    read.complain(
      "TWILIO_PREVIOUS_API_KEY_SID belongs to a Twilio account, and none is set.",
    );
  }
  const relay = read.account("The TURN relay", ["TURN_URLS", "TURN_SECRET"]);
  read.shape("TWILIO_ACCOUNT_SID", /^AC[0-9a-fA-F]{32}$/, sidShape("AC"));
  read.shape("TWILIO_API_KEY_SID", /^SK[0-9a-fA-F]{32}$/, sidShape("SK"));
  read.shape(
    "TWILIO_PREVIOUS_API_KEY_SID",
    /^SK[0-9a-fA-F]{32}$/,
    sidShape("SK"),
  );
  read.shape(
    "TWILIO_MEDIA_REGION",
    /^(?:gll|[a-z]{2}\d)$/,
    "must be one of Twilio's media regions, such as de1 or ie1",
  );
  const urls = relay?.[0].split(/[\s,]+/).filter((url) => url !== "") ?? [];
  const turn = /^turns?:[^\s/?]+(?:\?\S*)?$/;
  if (relay !== null && !(urls.length > 0 && urls.every((u) => turn.test(u)))) {
    read.complain(
      "TURN_URLS must be addresses such as turn:relay.example:3478, " +
        "separated by commas.",
    );
  }
  if (account === null) {
    return {
      backend: "embedded",
      reason: "TWILIO_ACCOUNT_SID is not set",
      turn: relay === null ? null : { urls, secret: relay[1] },
      shared: read.oneOf("ROOMS_SHARED", ["yes", "no"], "no") === "yes",
    };
  }
  const [accountSid, apiKeySid, apiKeySecret, authToken] = account;
  return {
    backend: "twilio",
    accountSid,
    apiKeySid,
    apiKeySecret,
    authToken,
    previousApiKey: previous === null
      ? null
      : { sid: previous[0], secret: previous[1] },
    // Not TWILIO_REGION: the twilio client reads that by itself and changes its host.
    region: read.text("TWILIO_MEDIA_REGION") ?? null,
  };
}

function sidShape(prefix: string): string {
  return `must be ${prefix} and 32 hexadecimal digits, 34 characters in all`;
}

function readMail(read: Reader, production: boolean): MailConfig {
  const account = read.account("Resend", ["RESEND_API_KEY", "MAIL_FROM"]);
  read.shape(
    "MAIL_FROM",
    /^(?:[^<>\r\n]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
    "must be an address, bare or as Name <address>",
  );
  if (account !== null) {
    return { transport: "resend", apiKey: account[0], from: account[1] };
  }
  // The mailbox page shows every sign-in link: in production it would be a way in.
  if (production && !read.isSet("RESEND_API_KEY") && !read.isSet("MAIL_FROM")) {
    read.complain(
      "Production needs a mail account: " +
        "set RESEND_API_KEY and MAIL_FROM.",
    );
  }
  return { transport: "mailbox", reason: "RESEND_API_KEY is not set" };
}

function readSms(read: Reader): SmsConfig {
  const from = read.text("TWILIO_SMS_FROM");
  if (from === undefined) {
    return { transport: "off", reason: "TWILIO_SMS_FROM is not set" };
  }
  read.shape(
    "TWILIO_SMS_FROM",
    // No name as a sender: nobody can reply STOP to one.
    /^(?:\+[1-9]\d{7,14}|MG[0-9a-fA-F]{32})$/,
    "must be a number such as +4930123456, or a messaging service's sid " +
      "(MG and 32 hexadecimal digits)",
  );
  // With some of them set, the complaint about the account names the rest.
  if (!TWILIO_ACCOUNT.some((name) => read.isSet(name))) {
    read.complain(
      `TWILIO_SMS_FROM needs the Twilio account: set ${
        TWILIO_ACCOUNT.join(", ")
      } as well.`,
    );
  }
  return { transport: "twilio", from };
}

/** Reads variables and gathers what is wrong with them, so that all of it is said together. */
class Reader {
  readonly issues: string[] = [];
  readonly #env: Env;

  constructor(env: Env) {
    this.#env = env;
  }

  complain(issue: string): void {
    this.issues.push(issue);
  }

  text(name: string): string | undefined {
    const text = this.#env[name]?.trim();
    return text === "" ? undefined : text;
  }

  isSet(name: string): boolean {
    return this.text(name) !== undefined;
  }

  wholeNumber(
    name: string,
    fallback: number,
    least: number,
    most: number,
  ): number {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const value = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
    if (value >= least && value <= most) return value;
    this.complain(
      `${name} must be a whole number from ${least} to ${most}.`,
    );
    return fallback;
  }

  /** Whole minutes, up to two hours, as milliseconds. */
  minutes(name: string, fallbackMs: number): number {
    return this.wholeNumber(name, fallbackMs / MINUTE, 0, 120) * MINUTE;
  }

  oneOf<T extends string>(
    name: string,
    choices: readonly T[],
    fallback: T,
  ): T {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const choice = choices.find((choice) => choice === text);
    if (choice === undefined) {
      this.complain(`${name} must be one of ${choices.join(", ")}.`);
    }
    return choice ?? fallback;
  }

  /** All of the variables, or null; some of them is one complaint that names the rest. */
  account<const Names extends readonly string[]>(
    what: string,
    names: Names,
  ): { readonly [K in keyof Names]: string } | null {
    const missing = names.filter((name) => !this.isSet(name));
    if (missing.length === names.length) return null;
    if (missing.length > 0) {
      const verb = missing.length === 1 ? "is" : "are";
      this.complain(
        `${what} is only half set up: ${
          missing.join(", ")
        } ${verb} not set. Set all of ${names.join(", ")}, or none.`,
      );
      return null;
    }
    return names.map((name) => this.text(name) ?? "") as {
      [K in keyof Names]: string;
    };
  }

  shape(name: string, pattern: RegExp, expectation: string): void {
    const text = this.text(name);
    if (text !== undefined && !pattern.test(text)) {
      this.complain(`${name} ${expectation}.`);
    }
  }
}
