import type { Party } from "@/lib/domain/call/presence.ts";
import type { RecordingStep } from "@/lib/client/recording/recording.ts";
import { iso } from "@/lib/domain/basic/instant.ts";
import type {
  RecordingAnswer,
  RecordingDecision,
  WaitingSnapshot,
} from "@/lib/wire/wire.ts";
import { STARTS_AT } from "@/gallery/sample.ts";
import { inCall } from "./call_states.ts";
import { type PageFixture, testId } from "./fixture.ts";
import { LIVE } from "./snapshot.ts";

type Consents = WaitingSnapshot["recordingConsents"];

const NONE: Consents = { client: false, artist: false };
const BOTH: Consents = { client: true, artist: true };
const only = (party: Party): Consents => ({ ...NONE, [party]: true });

/** Each recording step, from one party's view. */
export function recordingSteps(
  party: Party,
): Readonly<Record<RecordingStep, WaitingSnapshot>> {
  const other = party === "client" ? "artist" : "client";
  const live = (
    recording: WaitingSnapshot["recording"],
    recordingConsents: Consents,
  ) => ({ ...LIVE, recording, recordingConsents });
  return {
    unavailable: live("unavailable", NONE),
    off: live("off", NONE),
    asked: live("asked", only(other)),
    waiting: live("asked", only(party)),
    agreed: live("off", BOTH),
    on: live("on", BOTH),
  };
}

const ANSWER: RecordingAnswer = {
  recording: "off",
  available: true,
  reason: "Recording needs a Twilio account",
  text: {
    version: "1",
    text:
      "Sound and video of both of you are recorded and kept by the studio. Either of you can stop the recording at any time, and have it deleted.",
  },
  consents: { client: null, artist: null },
  recordingSid: null,
  recorded: false,
  deletion: null,
  deletedAt: null,
};

export const RECORDING_STATES: Readonly<Record<string, PageFixture>> = {
  ...of("client"),
  ...of("artist"),
  "artist-refused": recorded("artist", {
    snapshot: LIVE,
    client: decision(false),
  }),
};

function of(party: Party): Record<string, PageFixture> {
  return Object.fromEntries(
    Object.entries(recordingSteps(party)).map(([step, snapshot]) => [
      `${party}-${step}`,
      recorded(party, { snapshot, client: null }),
    ]),
  );
}

/** On a client's phone the recording's choice is in "More"; the question opens automatically. */
function recorded(party: Party, { snapshot, client }: {
  readonly snapshot: WaitingSnapshot;
  readonly client: RecordingDecision | null;
}): PageFixture {
  const asked = snapshot.recording === "asked" &&
    !snapshot.recordingConsents[party];
  return inCall(party, {
    snapshot,
    recording: { ...ANSWER, consents: { client, artist: null } },
    ...(party === "client" && !asked ? { presses: [testId("more")] } : {}),
  });
}

function decision(given: boolean): RecordingDecision {
  return {
    given,
    textVersion: ANSWER.text.version,
    at: iso(STARTS_AT),
    counts: given,
  };
}
