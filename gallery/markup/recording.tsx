import { SavedRecording } from "@/components/recording/SavedRecording.tsx";
import type { SavedRecordingStatus } from "@/lib/domain/recording/saved_recording.ts";
import { CLIENT, CONSULTATION_ID, SERVICE } from "@/gallery/sample.ts";
import { each, markup } from "./states.ts";

type SavedState = SavedRecordingStatus["state"];

/** Parts of the file in each state. */
const PARTS: Readonly<Record<SavedState, number>> = {
  none: 0,
  closing: 0,
  kept: 1,
  unordered: 1,
  processing: 1,
  ready: 2,
  failed: 1,
  unknown: 1,
  deleting: 1,
  deleted: 0,
};
const STATES = Object.keys(PARTS) as SavedState[];

const saved = (viewer: "client" | "artist") =>
  each("saved", STATES, (state) => (
    <SavedRecording
      id={CONSULTATION_ID}
      viewer={viewer}
      recording={{ state, parts: PARTS[state] }}
    />
  ));

export const SAVED_RECORDINGS = {
  client: markup({ viewer: "client", heading: SERVICE }, saved("client")),
  artist: markup({ viewer: "artist", heading: CLIENT }, saved("artist")),
};
