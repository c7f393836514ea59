import { MINUTE } from "@/lib/domain/basic/instant.ts";
import type { Config } from "./config.ts";

/** Describes the configuration, for start-up and the admin's health page; never includes a secret. */
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
      : `Text messages: off (${config.sms.reason})`,
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
      "Recording: off; it needs a Twilio account",
      video.turn === null
        ? "Relay: none (TURN_URLS is not set); calls fail on some networks"
        : `Relay: ${video.turn.urls.length} TURN address(es)`,
    ];
  }
  const region = video.region === null ? "" : `, media in ${video.region}`;
  return [
    `Video: Twilio account …${video.accountSid.slice(-4)}${region}`,
    ...(video.previousApiKey === null
      ? []
      : ["Twilio key: the previous key is the fallback"]),
  ];
}
