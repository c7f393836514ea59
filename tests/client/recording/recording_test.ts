import { expect } from "expect";
import {
  type RecordingStep,
  recordingStep,
  wasRefused,
} from "@/lib/client/recording.ts";
import type { RecordingAnswer, WaitingSnapshot } from "@/lib/wire.ts";

type Shown = WaitingSnapshot["recording"];

Deno.test("what each of the two may do, by how it stands and who has agreed", () => {
  const table: [Shown, boolean, boolean, RecordingStep, RecordingStep][] = [
    // shown, artist agreed, client agreed, for the artist, for the client
    ["unavailable", false, false, "unavailable", "unavailable"],
    ["unavailable", true, true, "unavailable", "unavailable"],
    ["off", false, false, "off", "off"],
    ["off", true, false, "off", "off"],
    ["asked", false, false, "asked", "asked"],
    ["asked", true, false, "waiting", "asked"],
    ["asked", false, true, "asked", "waiting"],
    ["asked", true, true, "agreed", "agreed"],
    ["off", true, true, "agreed", "agreed"],
    ["on", true, true, "on", "on"],
    // An agreement was taken back, and the service has not stopped yet.
    ["on", true, false, "on", "on"],
  ];
  for (const [recording, artist, client, forArtist, forClient] of table) {
    const snapshot = { recording, recordingConsents: { artist, client } };
    expect([
      recording,
      artist,
      client,
      recordingStep(snapshot, "artist"),
      recordingStep(snapshot, "client"),
    ]).toEqual([recording, artist, client, forArtist, forClient]);
  }
});

Deno.test("a refusal is told from nobody having been asked", () => {
  const answer = (given: boolean | null) =>
    ({
      consents: { artist: null, client: given === null ? null : { given } },
    }) as RecordingAnswer;
  expect(wasRefused("off", answer(false), "client")).toBe(true);
  expect(wasRefused("off", answer(null), "client")).toBe(false);
  expect(wasRefused("off", null, "client")).toBe(false);
  expect(wasRefused("asked", answer(false), "client")).toBe(false);
});
