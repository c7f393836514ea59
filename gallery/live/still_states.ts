import { iso, MINUTE } from "@/lib/domain/basic/instant.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import {
  STILL_REQUEST_STATES,
  STILL_SUBJECTS,
  type StillRequestState,
  type StillSubject,
} from "@/lib/domain/stills/still.ts";
import type { StillUpload } from "@/lib/client/stills/still_uploads.ts";
import type { StillsAnswer, WaitingSnapshot } from "@/lib/wire/wire.ts";
import { STARTS_AT } from "@/gallery/sample.ts";
import { inCall } from "./call_states.ts";
import { WORKING } from "./fixed_devices.ts";
import { type PageFixture, type StillsFixture, testId } from "./fixture.ts";
import { BOTH_HERE, LIVE } from "./snapshot.ts";

const AT = iso(STARTS_AT + 9 * MINUTE);
/** After the page has shown the call. */
const LATER = iso(STARTS_AT + 13 * MINUTE);
const NOTHING: StillsAnswer = {
  count: 1,
  request: null,
  stills: [],
  room: 24,
  roomToAdd: 12,
};

/** The pictures of the gallery: one of each source. */
export const PICTURES: StillsAnswer["stills"] = [
  { what: "eyes", from: "photo", width: 4284, height: 5712, approved: true },
  { what: null, from: "file", width: 3024, height: 4032, approved: false },
  { what: "skin", from: "frame", width: 1080, height: 1920, approved: false },
].map((still, i) => ({
  ...still as Pick<
    StillsAnswer["stills"][number],
    "what" | "from" | "width" | "height" | "approved"
  >,
  removable: still.what === null,
  id: String.fromCharCode(97 + i).repeat(26),
  photo: String.fromCharCode(97 + i).repeat(26),
  takenAt: AT,
}));

function asked(
  what: StillSubject,
  { state = "asked", text = "" }: {
    readonly state?: StillRequestState;
    readonly text?: string;
  } = {},
): StillsAnswer {
  return { ...NOTHING, request: { id: 3, what, text, askedAt: AT, state } };
}

export const UPLOADS: Readonly<Record<StillUpload["state"], StillUpload>> = {
  sending: upload({ state: "sending", progress: 0.6, words: null }),
  waiting: upload({ state: "waiting", progress: 0, words: null }),
  failed: upload({
    state: "failed",
    progress: 0,
    words:
      "This picture is no longer asked for: it was taken back or sent already, or another one was asked for since.",
  }),
};

function upload(
  part: Pick<StillUpload, "state" | "progress" | "words">,
): StillUpload {
  return { id: "a".repeat(26), requestId: 3, from: "photo", ...part };
}

/** After the first change, so that the page loads its stills. */
export const changed = (snapshot: WaitingSnapshot): WaitingSnapshot => ({
  ...snapshot,
  exchange: { ...snapshot.exchange, stills: 1 },
});

function during(
  party: Party,
  stills: StillsFixture,
  presses: readonly string[] = [],
): PageFixture {
  return inCall(party, { snapshot: changed(LIVE), stills, presses });
}

function waiting(party: Party, stills: StillsFixture, ...presses: string[]) {
  const snapshot = changed(BOTH_HERE);
  return { party, snapshot, devices: WORKING, stills, presses };
}

const OPEN = [testId("still-open")];
const DRAWER = [testId("stills")];
const WORDS = "Close your eyes, and lift your brows a little";

export const STILL_STATES: Readonly<Record<string, PageFixture>> = {
  "client-asked": during("client", { now: asked("eyes") }),
  ...named(STILL_SUBJECTS, (what) => [
    `client-sheet-${what}`,
    during("client", { now: asked(what, { text: WORDS }) }, OPEN),
  ]),
  "client-preview": during("client", { now: asked("face") }, [
    ...OPEN,
    testId("still-take"),
  ]),
  "client-preview-under-chat": during("client", { now: asked("face") }, [
    ...OPEN,
    testId("still-take"),
    testId("still-preview"),
    testId("chat"),
    testId("chat-log"),
  ]),
  "client-refuse-failed": during("client", {
    now: asked("face"),
    trouble: "You don’t have permission to do this.",
  }),
  "client-refuse-waiting": during("client", {
    now: asked("face"),
    unsent: { request: 3, waiting: true },
  }),
  "client-sheet-trouble": during("client", {
    now: asked("face"),
    trouble: "You don’t have permission to do this.",
  }, OPEN),
  ...named(Object.keys(UPLOADS) as StillUpload["state"][], (state) => [
    `client-upload-${state}`,
    during("client", { now: asked("face"), uploads: [UPLOADS[state]] }),
  ]),
  "client-arrived": during("client", { now: NOTHING, arrived: true }),
  "client-refused": during("client", {
    now: asked("face", { state: "refused" }),
  }),
  "client-camera-off": {
    ...during("client", { now: asked("face", { text: WORDS }) }, OPEN),
    devices: { ...WORKING, off: ["video"] },
    call: { cameraOff: true },
  },
  "client-camera-denied": {
    ...during("client", { now: asked("face") }, OPEN),
    devices: {
      state: "ready",
      has: ["audio"],
      problems: { video: "denied" },
    },
    call: { cameraOff: true },
  },
  "client-waiting-camera-off": {
    ...waiting("client", { now: NOTHING }, testId("add-photo")),
    devices: { ...WORKING, off: ["video"] },
  },
  "client-waiting-asked": waiting("client", { now: asked("side") }),
  "client-waiting-sent": waiting("client", {
    now: { ...NOTHING, stills: PICTURES, room: 21 },
  }),
  "client-waiting-full": waiting("client", {
    now: { ...NOTHING, stills: PICTURES, room: 12, roomToAdd: 0 },
  }),
  "client-waiting-add": waiting(
    "client",
    { now: NOTHING },
    testId("add-photo"),
  ),
  "artist-nothing": during("artist", { now: NOTHING }, DRAWER),
  ...named(STILL_REQUEST_STATES, (state) => [
    `artist-${state}`,
    during(
      "artist",
      { now: { ...asked("eyes", { state }), stills: PICTURES, room: 21 } },
      DRAWER,
    ),
  ]),
  "artist-news": during("artist", {
    now: { ...NOTHING, stills: [{ ...PICTURES[0]!, takenAt: LATER }] },
  }),
  "artist-failed": during("artist", {
    now: NOTHING,
    trouble: "You seem to be offline. We could not reach the studio.",
  }, DRAWER),
  "artist-viewer": during(
    "artist",
    { now: { ...NOTHING, stills: PICTURES, room: 21 } },
    [...DRAWER, testId("still-thumbnail")],
  ),
  "artist-viewer-actual": during(
    "artist",
    { now: { ...NOTHING, stills: PICTURES, room: 21 } },
    [...DRAWER, testId("still-thumbnail"), testId("still-actual")],
  ),
  "artist-waiting": waiting("artist", {
    now: { ...NOTHING, stills: PICTURES, room: 21 },
  }),
};

function named<K extends string>(
  keys: readonly K[],
  state: (key: K) => readonly [string, PageFixture],
): Record<string, PageFixture> {
  return Object.fromEntries(keys.map(state));
}
