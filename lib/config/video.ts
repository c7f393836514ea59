import type { Config } from "./config.ts";
import type { Reader } from "./reader.ts";

/** All four or none: video and text messages use the same account. */
export const TWILIO_ACCOUNT = [
  "TWILIO_ACCOUNT_SID",
  "TWILIO_API_KEY_SID",
  "TWILIO_API_KEY_SECRET",
  "TWILIO_AUTH_TOKEN",
] as const;

/** Twilio where there is an account, embedded rooms otherwise. */
export function readVideo(read: Reader): Config["video"] {
  const account = read.account("Twilio", TWILIO_ACCOUNT);
  const previous = read.account("The previous Twilio key", [
    "TWILIO_PREVIOUS_API_KEY_SID",
    "TWILIO_PREVIOUS_API_KEY_SECRET",
  ]);
  if (account === null && previous !== null) {
    read.complain(
      "TWILIO_PREVIOUS_API_KEY_SID needs a Twilio account, and none is set.",
    );
  }
  const relay = read.account("The TURN relay", ["TURN_URLS", "TURN_SECRET"]);
  read.shape("TWILIO_ACCOUNT_SID", /^AC[0-9a-fA-F]{32}$/, {
    expectation: sidShape("AC"),
  });
  read.shape("TWILIO_API_KEY_SID", /^SK[0-9a-fA-F]{32}$/, {
    expectation: sidShape("SK"),
  });
  read.shape("TWILIO_PREVIOUS_API_KEY_SID", /^SK[0-9a-fA-F]{32}$/, {
    expectation: sidShape("SK"),
  });
  read.shape("TWILIO_MEDIA_REGION", /^(?:gll|[a-z]{2}\d)$/, {
    expectation: "must be one of Twilio's media regions, such as de1 or ie1",
  });
  const urls = relay?.[0].split(/[\s,]+/).filter((url) => url !== "") ?? [];
  const turn = /^turns?:[^\s/?]+(?:\?\S*)?$/;
  if (relay !== null && !(urls.length > 0 && urls.every((u) => turn.test(u)))) {
    read.complain(
      "TURN_URLS must be addresses such as turn:relay.example:3478, " +
        "separated by commas.",
    );
  }
  if (account === null) {
    // Decision 032. "no" has always meant what happens now.
    if ((read.text("ROOMS_SHARED") ?? "no") !== "no") {
      read.complain(
        "ROOMS_SHARED no longer exists: embedded rooms belong to one process. " +
          "Remove it and run one server process, or set the Twilio account " +
          `for several (${TWILIO_ACCOUNT.join(", ")}).`,
      );
    }
    return {
      backend: "embedded",
      reason: "TWILIO_ACCOUNT_SID is not set",
      turn: relay === null ? null : { urls, secret: relay[1] },
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
  return `must be ${prefix} followed by 32 hexadecimal digits (34 characters)`;
}
