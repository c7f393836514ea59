import type { Party } from "@/lib/domain/call/presence.ts";
import type { View } from "@/lib/client/call/call_layout.ts";
import type { CallState } from "@/lib/client/call/call_machine.ts";
import type { Quality } from "@/lib/client/call/call_quality.ts";
import type { CallDialog } from "@/lib/client/call/call_room_hook.ts";
import type { AudioOnly } from "@/lib/client/network/audio_only.ts";
import type { WeakSide } from "@/lib/client/network/weak_connection.ts";
import type { Kind } from "@/lib/client/media/devices.ts";
import { callErrors } from "@/words/call_errors.ts";
import { STARTS_AT } from "@/gallery/sample.ts";
import { WORKING } from "./fixed_devices.ts";
import { type CallFixture, type PageFixture, testId } from "./fixture.ts";
import { LIVE } from "./snapshot.ts";
import { SIGNED_OUT } from "./waiting_states.ts";

/** `ended` and `elsewhere` leave the call at once: they are phases of the waiting page. */
export type ShownCallState = Exclude<CallState["is"], "ended" | "elsewhere">;

export const CONNECTION: Readonly<Record<ShownCallState, CallFixture>> = {
  idle: { state: { is: "idle" }, others: [] },
  joining: { state: { is: "joining", tries: 0 }, others: [] },
  connected: {},
  reconnecting: {
    state: { is: "reconnecting", tries: 0, since: STARTS_AT },
  },
  rejoining: {
    state: {
      is: "rejoining",
      tries: 2,
      sentence: callErrors.connectionLost,
    },
    others: [],
  },
  failed: {
    state: {
      is: "failed",
      tired: true,
      sentence: callErrors.gaveUp,
    },
    others: [],
  },
};

export const AUDIO_ONLY: Readonly<Record<AudioOnly["mode"], CallFixture>> = {
  video: {},
  offered: { audioOnly: "offered", own: 2 },
  audio: { audioOnly: "audio", own: 1 },
  chosen: { audioOnly: "chosen" },
};

export const WEAK: Readonly<Record<WeakSide, CallFixture>> = {
  own: { own: 1, audioOnly: "offered" },
  theirs: { other: 1, audioOnly: "offered" },
  between: { other: 1, measuredBy: "stats", audioOnly: "offered" },
};

/** What the bars show; `lost` is while reconnecting. */
export const QUALITY: Readonly<Record<Quality, CallFixture>> = {
  good: {},
  fair: { own: 3 },
  poor: { own: 1 },
  lost: CONNECTION.reconnecting,
};

export const VIEWS: Readonly<Record<View, CallFixture>> = {
  speaker: { view: "speaker" },
  gallery: { view: "gallery" },
};

const INTERRUPTED: Readonly<Record<Kind, CallFixture>> = {
  audio: { interrupted: "audio" },
  video: { interrupted: "video" },
};

const UNSENT: Readonly<Record<Kind, CallFixture>> = {
  audio: { unsent: "audio" },
  video: { unsent: "video" },
};

/** All other notices and views of the call. */
const MOMENTS: Readonly<Record<string, CallFixture>> = {
  restored: { restored: true },
  blocked: { blocked: true },
  "muted-and-off": { microphoneOff: true, cameraOff: true },
  "other-coming": { others: [] },
  "other-left": { othersLeft: true },
  "other-reconnecting": { others: [{ reconnecting: true }] },
  "other-muted": { others: [{ muted: true }] },
  "other-video-coming": { others: [{ videoComing: true }] },
  "other-camera-off": { others: [{ cameraOff: true }] },
  "other-muted-camera-off": { others: [{ muted: true, cameraOff: true }] },
  "other-listens": { noSubscribers: true },
  "video-suppressed": { videoSuppressed: true, own: 1 },
  "shares-screen": { sharing: true },
  "share-failed": { shareFailed: true },
  "other-shares-screen": { others: [{ sharesScreen: true }] },
  assistant: { others: [{}, {}] },
  "assistant-gallery": { others: [{}, {}], view: "gallery" },
};

/** The session ended during the call; `end-refused`: End was pressed then. */
const SESSION_ENDED: Readonly<Record<string, Partial<PageFixture>>> = {
  "signed-out": { suspended: SIGNED_OUT },
  "signed-out-failed": {
    suspended: SIGNED_OUT,
    call: {
      state: { is: "failed", tired: true, sentence: SIGNED_OUT.message },
      others: [],
    },
  },
  "end-refused": {
    suspended: SIGNED_OUT,
    session: SIGNED_OUT,
    presses: [testId("end-session"), testId("end-confirm")],
  },
};

/** Dialogs, opened by the same buttons as in the product. */
const DIALOGS: Readonly<
  Record<CallDialog, Partial<PageFixture>>
> = {
  more: { presses: [testId("more")] },
  end: { presses: [testId("end-session")] },
};

const ENDING: Readonly<Record<string, Partial<PageFixture>>> = {
  ending: { presses: [testId("end-session"), testId("end-confirm")] },
  "end-failed": {
    presses: [testId("end-session"), testId("end-confirm")],
    session: {
      ok: false,
      code: "offline",
      message: "You seem to be offline. We could not reach the studio.",
    },
  },
};

export function inCall(
  party: Party,
  change: Partial<PageFixture> = {},
): PageFixture {
  return { party, snapshot: LIVE, devices: WORKING, call: {}, ...change };
}

export const CALL_STATES: Readonly<Record<string, PageFixture>> = {
  ...both("", CONNECTION),
  ...both("view", VIEWS),
  ...clients("audio-only", AUDIO_ONLY),
  ...clients("weak", WEAK),
  ...clients("quality", QUALITY),
  ...clients("interrupted", INTERRUPTED),
  ...clients("unsent", UNSENT),
  ...both("", MOMENTS),
  ...pages("client", {
    "without-devices": { devices: { state: "skipped" } },
    ...DIALOGS,
    ...ENDING,
    ...SESSION_ENDED,
  }),
  ...pages("artist", {
    "panel-closed": { presses: [".call-button--panel"] },
    mirrored: { presses: [".call-button--flip"] },
    end: DIALOGS.end,
    ...ENDING,
    ...SESSION_ENDED,
  }),
};

type Fixtures = Readonly<Record<string, CallFixture>>;

function both(group: string, fixtures: Fixtures) {
  return {
    ...named("client", { group, fixtures }),
    ...named("artist", { group, fixtures }),
  };
}

/** States that look the same for both parties are shown on the client's page. */
function clients(group: string, fixtures: Fixtures) {
  return named("client", { group, fixtures });
}

function named(party: Party, { group, fixtures }: {
  readonly group: string;
  readonly fixtures: Fixtures;
}) {
  const prefix = group === "" ? "" : `${group}-`;
  return pages(
    party,
    Object.fromEntries(
      Object.entries(fixtures)
        .map(([name, call]) => [`${prefix}${name}`, { call }]),
    ),
  );
}

function pages(
  party: Party,
  changes: Readonly<Record<string, Partial<PageFixture>>>,
): Record<string, PageFixture> {
  return Object.fromEntries(
    Object.entries(changes).map(([name, change]) => [
      `${party}-${name}`,
      inCall(party, change),
    ]),
  );
}
