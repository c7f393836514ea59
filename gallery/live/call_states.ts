import { iso, MINUTE } from "@/lib/domain/basic/instant.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import type { View } from "@/lib/client/call/call_layout.ts";
import type { CallState } from "@/lib/client/call/call_machine.ts";
import type { Quality } from "@/lib/client/call/call_quality.ts";
import type { Corner } from "@/lib/client/call/stage/self_corner.ts";
import type { TimeLeft } from "@/lib/client/call/stage/time_left.ts";
import type { CallDialog } from "@/lib/client/call/call_room_hook.ts";
import type { AudioOnly } from "@/lib/client/network/audio_only.ts";
import type { WeakSide } from "@/lib/client/network/weak_connection.ts";
import type { ShownInterruption } from "@/lib/client/interruption/interruption.ts";
import type { Kind } from "@/lib/client/media/devices.ts";
import { callErrors } from "@/words/call_errors.ts";
import { ENDS_AT, STARTS_AT } from "@/gallery/sample.ts";
import { WORKING } from "./fixed_devices.ts";
import { type CallFixture, type PageFixture, testId } from "./fixture.ts";
import { MESSAGES } from "./messages.ts";
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

const INTERRUPTED: Readonly<
  Record<ShownInterruption["media"], CallFixture>
> = {
  audio: { interruption: { media: "audio", step: "taken" } },
  video: { interruption: { media: "video", step: "taken" } },
  both: { interruption: { media: "both", step: "taken" } },
  playback: { interruption: { media: "playback", step: "stuck" } },
};

const RECOVERY: Readonly<Record<ShownInterruption["step"], CallFixture>> = {
  taken: { interruption: { media: "both", step: "taken" } },
  recovering: { interruption: { media: "both", step: "recovering" } },
  stuck: { interruption: { media: "both", step: "stuck" } },
  denied: { interruption: { media: "both", step: "denied" } },
  missing: { interruption: { media: "audio", step: "missing" } },
  reload: { interruption: { media: "both", step: "reload" } },
};

const UNSENT: Readonly<Record<Kind, CallFixture>> = {
  audio: { unsent: "audio" },
  video: { unsent: "video" },
};

const IN_CORNER: Readonly<Record<Corner, CallFixture>> = {
  "top-start": { corner: "top-start" },
  "top-end": { corner: "top-end" },
  "bottom-start": { corner: "bottom-start" },
  "bottom-end": { corner: "bottom-end" },
};

/** The time left; `left` is what every other state shows. */
const TIME: Readonly<Record<TimeLeft["is"], Partial<PageFixture>>> = {
  left: {},
  soon: { snapshot: { ...LIVE, now: iso(ENDS_AT - 4 * MINUTE) } },
  over: { snapshot: { ...LIVE, now: iso(ENDS_AT + 2 * MINUTE) } },
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
  "other-busy": { otherBusy: true, others: [{ cameraOff: true }] },
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
  chat: { ...withMessages(), presses: [testId("chat"), testId("chat-log")] },
  end: { presses: [testId("end-session")] },
};

function withMessages(): Partial<PageFixture> {
  const exchange = { ...LIVE.exchange, messages: MESSAGES.length };
  return { snapshot: { ...LIVE, exchange }, messages: MESSAGES };
}

/** A device that does not start when somebody turns it on. */
const REFUSED: Readonly<Record<string, Partial<PageFixture>>> = {
  "refused-camera": {
    devices: { state: "skipped", problems: { video: "denied" } },
    call: { refused: "video" },
  },
  "refused-microphone": {
    devices: { state: "ready", has: ["video"], problems: { audio: "busy" } },
    call: { refused: "audio" },
  },
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
  ...clients("recovery", RECOVERY),
  ...clients("unsent", UNSENT),
  ...clients("self", IN_CORNER),
  ...both("", MOMENTS),
  ...pages("client", {
    "without-devices": { devices: { state: "skipped" } },
    ...REFUSED,
    "time-left": TIME.left,
    "time-soon": TIME.soon,
    "time-over": TIME.over,
    ...DIALOGS,
    "chat-unread": withMessages(),
    "chat-unread-interrupted": {
      ...withMessages(),
      call: INTERRUPTED.both,
    },
    ...ENDING,
    ...SESSION_ENDED,
  }),
  ...pages("artist", {
    "panel-closed": { presses: [".call-button--panel"] },
    shortcuts: { presses: [testId("show-shortcuts")] },
    mirrored: { presses: [".call-button--flip"] },
    "chat-unread": withMessages(),
    chat: DIALOGS.chat,
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
