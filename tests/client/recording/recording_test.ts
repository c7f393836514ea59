import { expect } from "expect";
import {
  type RecordingStep,
  recordingStep,
  wasRefused,
} from "@/lib/client/recording/recording.ts";
import type { RecordingAnswer, WaitingSnapshot } from "@/lib/wire/wire.ts";

type Shown = WaitingSnapshot["recording"];

Deno.test("what each party may do, by recording state and consent", () => {
  const table: [Shown, boolean, boolean, RecordingStep, RecordingStep][] = [
    // displayed state, artist agreed, client agreed, for the artist, for the
    // client
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
    // Consent was withdrawn, and the service has not stopped yet.
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

Deno.test("a refusal is distinguished from never having been asked", () => {
  const answer = (given: boolean | null) =>
    ({
      consents: { artist: null, client: given === null ? null : { given } },
    }) as RecordingAnswer;
  expect(wasRefused("off", { answer: answer(false), other: "client" })).toBe(
    true,
  );
  expect(wasRefused("off", { answer: answer(null), other: "client" })).toBe(
    false,
  );
  expect(wasRefused("off", { answer: null, other: "client" })).toBe(false);
  expect(wasRefused("asked", { answer: answer(false), other: "client" })).toBe(
    false,
  );
});
