import { expect } from "expect";
import {
  type Instant,
  iso,
  MINUTE,
  SECOND,
} from "@/lib/domain/basic/instant.ts";
import { parseTabId } from "@/lib/domain/basic/ids.ts";
import { DEFAULT_JOIN_POLICY } from "@/lib/domain/consultation/join_window.ts";
import { NO_EXCHANGE } from "@/lib/domain/call/exchange.ts";
import {
  type Lease,
  type Party,
  PRESENCE_LEASE,
} from "@/lib/domain/call/presence.ts";
import { RECORDING_CONSENT } from "@/lib/domain/recording/recording_consent.ts";
import { aSnapshot } from "@/tests/_support/a_snapshot.ts";
import { waitingSnapshot } from "@/lib/domain/call/waiting_snapshot.ts";
import {
  aConsultation,
  oneOfEach,
  START,
  type Step,
  walk,
} from "@/tests/_support/a_consultation.ts";

const NOBODY = { client: null, artist: null };
const seen = (
  viewer: Party | null,
  now: Instant,
  { canRecord = true } = {},
) => ({
  viewer,
  exchange: NO_EXCHANGE,
  artistStatus: null,
  now,
  joinPolicy: DEFAULT_JOIN_POLICY,
  canRecord,
});
const lease = (tab: string, seenAt: Instant): Lease => ({
  tab: parseTabId(tab)!,
  since: START - 5 * MINUTE,
  seenAt,
  leftAt: null,
});

Deno.test("a snapshot of an empty waiting room is complete", () => {
  const snapshot = waitingSnapshot(
    aConsultation("confirmed"),
    NOBODY,
    seen("client", START - 20 * MINUTE),
  );
  expect(snapshot).toEqual(aSnapshot({
    id: "mfzwizltoqqgsztpojxw63ik4q",
    window: "early",
    opensAt: iso(START - 10 * MINUTE),
    closesAt: iso(START + 60 * MINUTE),
    startsAt: iso(START),
    endsAt: iso(START + 45 * MINUTE),
    now: iso(START - 20 * MINUTE),
  }));
});

Deno.test("each side sees that the other is present, and only its own tab", () => {
  const presence = {
    client: lease("client-tab", START),
    artist: lease("artist-tab", START),
  };
  const seenBy = (viewer: "client" | "artist" | null) =>
    waitingSnapshot(aConsultation("confirmed"), presence, seen(viewer, START));
  expect(seenBy("client")).toMatchObject({
    waitingRoomStatus: "both_present",
    artist: { here: true, since: iso(START - 5 * MINUTE) },
    holder: "client-tab",
  });
  expect(seenBy("artist").holder).toBe("artist-tab");
  expect(seenBy(null).holder).toBeNull();
  expect(JSON.stringify(seenBy("artist"))).not.toContain("client-tab");
});

Deno.test("a party whose lease has expired is not present and holds nothing", () => {
  const presence = {
    client: lease("client-tab", START),
    artist: null,
  };
  const snapshot = waitingSnapshot(
    aConsultation("confirmed"),
    presence,
    seen("client", START + PRESENCE_LEASE),
  );
  expect(snapshot).toMatchObject({
    waitingRoomStatus: "empty",
    client: { here: false, since: null },
    holder: null,
  });
});

Deno.test("a session shows its times and its room", () => {
  const show = (state: "live" | "ended") =>
    waitingSnapshot(aConsultation(state), NOBODY, seen(null, START + SECOND));
  expect(show("live")).toMatchObject({
    sessionStartedAt: iso(START),
    sessionEndedAt: null,
    twilioRoomStatus: "in-progress",
  });
  expect(show("ended").sessionEndedAt).toBe(iso(START + 45 * MINUTE));
});

Deno.test("both see whether recording is requested or on, and who has agreed", () => {
  const textVersion = RECORDING_CONSENT.version;
  const asked: Step[] = [
    [{ type: "recording_asked" }, START],
    [{ type: "consent_given", party: "client", textVersion }, START],
  ];
  const starting: Step[] = [
    ...asked,
    [{ type: "consent_given", party: "artist", textVersion }, START],
    [{ type: "recording_start" }, START],
  ];
  const shown = (steps: Step[], canRecord = true) => {
    const live = walk(aConsultation("live"), steps);
    const { recording, recordingConsents } = waitingSnapshot(
      live,
      NOBODY,
      seen("client", START, { canRecord }),
    );
    return [recording, recordingConsents.client, recordingConsents.artist];
  };
  expect(shown([])).toEqual(["off", false, false]);
  expect(shown([], false)).toEqual(["unavailable", false, false]);
  expect(shown(asked)).toEqual(["asked", true, false]);
  expect(shown(starting)).toEqual(["on", true, true]);
  // Until the service has confirmed the stop, it may be recording.
  const withdrawn: Step[] = [
    ...starting,
    [{ type: "consent_withdrawn", party: "client" }, START],
  ];
  expect(shown(withdrawn)).toEqual(["on", false, true]);
  expect(shown(withdrawn, false)).toEqual(["on", false, true]);
});

Deno.test("no snapshot, in any state, contains server-only data", () => {
  for (const consultation of Object.values(oneOfEach())) {
    const text = JSON.stringify(
      waitingSnapshot(consultation, NOBODY, seen("artist", START)),
    );
    expect(text).not.toMatch(/linkHash|twilioRoomName|visavis-|RM0|@example/);
  }
});
