import { expect } from "expect";
import { type Instant, iso, MINUTE, SECOND } from "@/lib/domain/instant.ts";
import { parseTabId } from "@/lib/domain/ids.ts";
import { DEFAULT_JOIN_POLICY } from "@/lib/domain/join_window.ts";
import { type Lease, PRESENCE_LEASE } from "@/lib/domain/presence.ts";
import { waitingSnapshot } from "@/lib/domain/waiting_snapshot.ts";
import {
  aConsultation,
  oneOfEach,
  START,
} from "@/tests/_support/a_consultation.ts";

const NOBODY = { client: null, artist: null };
const at = (now: Instant) => ({ now, joinPolicy: DEFAULT_JOIN_POLICY });
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
    "client",
    at(START - 20 * MINUTE),
  );
  expect(snapshot).toEqual({
    id: "mfzwizltoqqgsztpojxw63ik4q",
    version: 1,
    state: "confirmed",
    waitingRoomStatus: "empty",
    client: { here: false, since: null },
    artist: { here: false, since: null },
    holder: null,
    window: "early",
    opensAt: iso(START - 10 * MINUTE),
    closesAt: iso(START + 60 * MINUTE),
    startsAt: iso(START),
    endsAt: iso(START + 45 * MINUTE),
    sessionStartedAt: null,
    sessionEndedAt: null,
    twilioRoomStatus: null,
    now: iso(START - 20 * MINUTE),
  });
});

Deno.test("each side sees that the other is here, and only its own tab", () => {
  const presence = {
    client: lease("client-tab", START),
    artist: lease("artist-tab", START),
  };
  const seenBy = (viewer: "client" | "artist" | null) =>
    waitingSnapshot(aConsultation("confirmed"), presence, viewer, at(START));
  expect(seenBy("client")).toMatchObject({
    waitingRoomStatus: "both_present",
    artist: { here: true, since: iso(START - 5 * MINUTE) },
    holder: "client-tab",
  });
  expect(seenBy("artist").holder).toBe("artist-tab");
  expect(seenBy(null).holder).toBeNull();
  expect(JSON.stringify(seenBy("artist"))).not.toContain("client-tab");
});

Deno.test("someone whose lease has lapsed is not here, and holds nothing", () => {
  const presence = {
    client: lease("client-tab", START),
    artist: null,
  };
  const snapshot = waitingSnapshot(
    aConsultation("confirmed"),
    presence,
    "client",
    at(START + PRESENCE_LEASE),
  );
  expect(snapshot).toMatchObject({
    waitingRoomStatus: "empty",
    client: { here: false, since: null },
    holder: null,
  });
});

Deno.test("a session shows its moments and its room", () => {
  const show = (state: "live" | "ended") =>
    waitingSnapshot(aConsultation(state), NOBODY, null, at(START + SECOND));
  expect(show("live")).toMatchObject({
    sessionStartedAt: iso(START),
    sessionEndedAt: null,
    twilioRoomStatus: "in-progress",
  });
  expect(show("ended").sessionEndedAt).toBe(iso(START + 45 * MINUTE));
});

Deno.test("no snapshot, in any state, carries what only the server may know", () => {
  for (const consultation of Object.values(oneOfEach())) {
    const text = JSON.stringify(
      waitingSnapshot(consultation, NOBODY, "artist", at(START)),
    );
    expect(text).not.toMatch(/linkHash|twilioRoomName|visavis-|RM0|@example/);
  }
});
