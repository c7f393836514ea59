import type { Party } from "@/lib/domain/call/presence.ts";
import type { RecordingAnswer, WaitingSnapshot } from "@/lib/wire/wire.ts";

/**
 * What a person may do about recording now.
 *
 * - `unavailable`: nothing; `/admin` says why.
 * - `off`: the artist may ask.
 * - `asked`: this person has not decided yet, and sees the text.
 * - `waiting`: they consented, and the other has not.
 * - `agreed`: both consented; the artist may start.
 * - `on`: it may be recording; either may stop it.
 */
export type RecordingStep =
  | "unavailable"
  | "off"
  | "asked"
  | "waiting"
  | "agreed"
  | "on";

/** Derived from the snapshot, so both pages show the same at the same time. */
export function recordingStep(
  snapshot: Pick<WaitingSnapshot, "recording" | "recordingConsents">,
  party: Party,
): RecordingStep {
  const { recording, recordingConsents: consents } = snapshot;
  if (recording === "unavailable" || recording === "on") return recording;
  const both = consents.artist && consents.client;
  // Stopped, with both consents in force: it can be started again.
  if (both) return "agreed";
  if (recording === "off") return "off";
  return consents[party] ? "waiting" : "asked";
}

/** Whether the other person declined, and nobody has asked again since. */
export function wasRefused(step: RecordingStep, { answer, other }: {
  readonly answer: RecordingAnswer | null;
  readonly other: Party;
}): boolean {
  return step === "off" && answer?.consents[other]?.given === false;
}
