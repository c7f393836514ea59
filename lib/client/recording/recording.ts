import type { Party } from "@/lib/domain/presence.ts";
import type { RecordingAnswer, WaitingSnapshot } from "@/lib/wire.ts";

/**
 * What a person may do about recording at this moment.
 *
 * - `unavailable`: nothing; the artist is told why.
 * - `off`: the artist may ask.
 * - `asked`: this person has not said yes yet, and is shown the words.
 * - `waiting`: they have, and the other has not.
 * - `agreed`: both have; the artist may start.
 * - `on`: it may be recording; either may stop it.
 */
export type RecordingStep =
  | "unavailable"
  | "off"
  | "asked"
  | "waiting"
  | "agreed"
  | "on";

/** Every page has the snapshot, so both see the same at the same time. */
export function recordingStep(
  snapshot: Pick<WaitingSnapshot, "recording" | "recordingConsents">,
  party: Party,
): RecordingStep {
  const { recording, recordingConsents: consents } = snapshot;
  if (recording === "unavailable" || recording === "on") return recording;
  const both = consents.artist && consents.client;
  // Stopped, with both agreements standing: it can be taken up again.
  if (both) return "agreed";
  if (recording === "off") return "off";
  return consents[party] ? "waiting" : "asked";
}

/** Whether the other person has said no, and nobody has asked again since. */
export function wasRefused(
  step: RecordingStep,
  answer: RecordingAnswer | null,
  other: Party,
): boolean {
  return step === "off" && answer?.consents[other]?.given === false;
}
