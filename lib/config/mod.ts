/**
 * The environment, read once at startup: either a complete configuration, or
 * every problem at once. No message repeats a value, because the value in the
 * wrong variable may be a secret.
 */
import { DEFAULT_JOIN_POLICY } from "@/lib/domain/consultation/join_window.ts";
import { readAddress } from "./address.ts";
import type { CodecChoice, Config } from "./config.ts";
import { readMail, readSms } from "./messages.ts";
import { type Env, Reader } from "./reader.ts";
import { readKvPath } from "./store.ts";
import { readVideo } from "./video.ts";

export type {
  ApiKey,
  CodecChoice,
  Config,
  EmbeddedConfig,
  MailConfig,
  SmsConfig,
  TwilioConfig,
} from "./config.ts";
export { describeConfig } from "./describe.ts";

export type ConfigOutcome =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly issues: readonly string[] };

const CODECS: readonly CodecChoice[] = ["VP8", "H264", "auto"];

/** Reads a configuration from variables; a blank variable counts as unset. */
export function readConfig(env: Env): ConfigOutcome {
  const read = new Reader(env);
  const port = read.wholeNumber("PORT", 8000, { least: 1, most: 65_535 });
  const address = readAddress(read, port);
  const config: Config = {
    port,
    baseUrl: address.baseUrl,
    kvPath: readKvPath(read),
    production: address.production,
    trustedProxies: read.wholeNumber("TRUSTED_PROXIES", 0, {
      least: 0,
      most: 5,
    }),
    joinPolicy: {
      earlyMs: read.minutes("JOIN_EARLY_MINUTES", DEFAULT_JOIN_POLICY.earlyMs),
      graceMs: read.minutes("JOIN_GRACE_MINUTES", DEFAULT_JOIN_POLICY.graceMs),
    },
    video: readVideo(read),
    mail: readMail(read, address.production),
    sms: readSms(read),
    codecs: {
      mobile: read.oneOf("VIDEO_CODEC_MOBILE", CODECS, { fallback: "VP8" }),
      desktop: read.oneOf("VIDEO_CODEC_DESKTOP", CODECS, { fallback: "H264" }),
    },
  };
  return read.issues.length === 0
    ? { ok: true, config }
    : { ok: false, issues: read.issues };
}
