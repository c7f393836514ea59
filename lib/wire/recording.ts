import * as v from "valibot";
import type { RecordingAction } from "@/lib/domain/recording/recording_action.ts";
import { field, InstantOrNull, IsoInstant } from "./basic.ts";
import { RecordingStatusName } from "./enums.ts";
import type { Endpoint, In, Out } from "./endpoint.ts";
import { CONSULTATION_REFUSALS } from "./refusal.ts";

/** One person's latest decision on being recorded. */
export const ConsentDecision = v.strictObject({
  given: v.boolean(),
  textVersion: v.string(),
  at: IsoInstant,
  counts: v.pipe(
    v.boolean(),
    v.description("True if consent is given, and for the current text."),
  ),
});
export type RecordingDecision = Out<typeof ConsentDecision>;

/** The recording's status, and the consent text. */
export const RecordingNow = v.strictObject({
  recording: RecordingStatusName,
  available: v.boolean(),
  reason: v.pipe(
    v.nullable(v.string()),
    v.description("Why it is not available, to show to the user unchanged."),
  ),
  text: v.strictObject({ version: v.string(), text: v.string() }),
  consents: v.strictObject({
    client: v.nullable(ConsentDecision),
    artist: v.nullable(ConsentDecision),
  }),
  recordingSid: v.nullable(v.string()),
  recorded: v.pipe(
    v.boolean(),
    v.description("Whether a recording exists or existed."),
  ),
  deletion: v.nullable(v.picklist(["deleting", "deleted"])),
  deletedAt: InstantOrNull,
});
export type RecordingAnswer = Out<typeof RecordingNow>;

/** One MP4 per room, valid for ten minutes. */
export const Download = v.strictObject({ urls: v.array(v.string()) });
export type RecordingDownload = Out<typeof Download>;

const mustBe =
  "one of ask, consent, withdraw, start, stop, delete and download";

export const RecordingChange = v.variant("action", [
  v.object({
    action: field(mustBe, v.literal("consent")),
    textVersion: field(
      "the version of the text that the person agrees to",
      v.string(),
    ),
  }),
  v.object({ action: field(mustBe, v.literal("download")) }),
  v.object({
    action: field(
      mustBe,
      v.picklist(
        [
          "ask",
          "withdraw",
          "start",
          "stop",
          "delete",
        ] satisfies RecordingAction[],
      ),
    ),
  }),
]);
export type RecordingBody = In<typeof RecordingChange>;

export const RECORDING = {
  "GET /api/video/consultation/:id/recording": {
    summary: "The recording's status, and the consent text.",
    sessions: ["client", "artist", "admin"],
    status: 200,
    answer: RecordingNow,
    refusals: CONSULTATION_REFUSALS,
  },
  "POST /api/video/consultation/:id/recording": {
    summary:
      "One action on the recording; `download` answers with the URLs of its files.",
    sessions: ["client", "artist"],
    status: 200,
    body: RecordingChange,
    form: true,
    answer: v.union([RecordingNow, Download]),
    refusals: [
      ...CONSULTATION_REFUSALS,
      "not_live",
      "consultation_ended",
      "recording_unavailable",
      "recording_not_consented",
      "consent_outdated",
      "recording_stopping",
      "recording_in_progress",
      "recording_not_ready",
      "recording_not_found",
      "recording_failed",
      "video_unavailable",
    ],
  },
} as const satisfies Readonly<Record<string, Endpoint>>;
