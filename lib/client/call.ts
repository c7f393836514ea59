import {
  computed,
  effect,
  type ReadonlySignal,
  signal,
  untracked,
} from "@preact/signals";
import type { Room } from "twilio-video";
import { type Party, type Says, UNSAID } from "@/lib/domain/presence.ts";
import { SECOND } from "@/lib/domain/instant.ts";
import type { TokenAnswer } from "@/lib/wire.ts";
import type { Answer } from "./api.ts";
import { type Page, type Timers, undos } from "./browser.ts";
import { codeOf } from "./call_errors.ts";
import {
  type CallEffect,
  type CallEvent,
  type CallState,
  IDLE,
  step,
} from "./call_machine.ts";
import { connectOptions } from "./connect_options.ts";
import type { Devices, Kind } from "./devices.ts";
import { onEach, onOne } from "./emitter.ts";
import type { Level } from "./line_quality.ts";
import { watchLine } from "./line_watch.ts";
import {
  browserMedia,
  type LocalMedia,
  type LocalTracks,
  localTracks,
} from "./local_tracks.ts";
import { listOf, type OwnTracks, type Sending, sending } from "./own_tracks.ts";
import { type PictureRules, pictureRules } from "./picture_rules.ts";
import { remotePeople, type RemotePerson } from "./remote_people.ts";
import { cancelJoining } from "./sdk_faults.ts";
import {
  type ScreenMedia,
  type ScreenShare,
  screenShare,
} from "./screen_share.ts";
import type { SoundOnly } from "./sound_only.ts";
import type { VideoSdk } from "./video_sdk.ts";

/** One call, as signals. */
export interface Call
  extends Omit<PictureRules, "hears">, Pick<Sending, "unsent"> {
  readonly state: ReadonlySignal<CallState>;
  /** The other of the two first, then assistants. */
  readonly people: ReadonlySignal<readonly RemotePerson[]>;
  readonly local: LocalTracks;
  readonly screen: ScreenShare;
  /** How good our own line is, or null as long as nobody knows. */
  readonly quality: ReadonlySignal<Level | null>;
  /** How good the lines of the others are, by sid. */
  readonly qualities: ReadonlySignal<ReadonlyMap<string, Level>>;
  /** Who measures the line; see `LineWatch`. */
  readonly measuredBy: ReadonlySignal<"sdk" | "stats">;
  /** True for a moment after a lost connection came back. */
  readonly restored: ReadonlySignal<boolean>;
  /** Connects, unless it does already. */
  join(): void;
  toggle(kind: Kind): Promise<void>;
  /** Shares the screen, or stops sharing it. Call it inside a tap. */
  toggleScreen(): Promise<void>;
  /** Leaves the room, lets go of camera and microphone, forgets every listener. */
  stop(): void;
}

export interface CallOptions {
  readonly token: () => Promise<Answer<TokenAnswer>>;
  readonly sdk: () => Promise<VideoSdk>;
  readonly devices: Devices;
  readonly page: Page;
  readonly timers: Timers;
  readonly isPhone: boolean;
  readonly party: Party;
  readonly pageUrl: string;
  /** Whether the studio answers; see `Waiting.reachable`. */
  readonly reachable?: ReadonlySignal<boolean>;
  /** What the other person's page says. */
  readonly other?: ReadonlySignal<Says>;
  /** Whether that page is heard of at present, so that it can say what it wants. */
  readonly otherHere?: ReadonlySignal<boolean>;
  /** How it was before this page load. */
  readonly soundOnly?: SoundOnly["is"];
  readonly elapsed?: () => number;
  readonly media?: LocalMedia;
  readonly screenMedia?: ScreenMedia;
}

/** Longer than the SDK's own limits: this one is for promises that never settle. */
const JOIN_WITHIN = 25 * SECOND;
const SHOW_RESTORED = 3 * SECOND;

/** The machine of `call_machine.ts` with hands: tokens, the SDK, a room, timers. */
export function openCall(options: CallOptions): Call {
  const { devices, page, timers } = options;
  const elapsed = options.elapsed ?? (() => performance.now());
  const state = signal<CallState>(IDLE);
  const quality = signal<Level | null>(null);
  const qualities = signal<ReadonlyMap<string, Level>>(new Map());
  const restored = signal(false);
  const remote = remotePeople();
  const screen = screenShare(timers, options.screenMedia);
  /** Does a media server stand between the two, to leave pictures out? */
  const hasServer = signal(false);
  const { hears, ...pictures } = pictureRules({
    hasServer,
    people: remote.people,
    other: options.other ?? signal(UNSAID),
    otherHere: options.otherHere ?? signal(true),
    before: options.soundOnly ?? "picture",
    elapsed,
  });
  const local = localTracks(devices, options.media ?? browserMedia);
  const { wanted, unsent, keep } = sending({
    local,
    screen,
    sendsPicture: pictures.sendsPicture,
    timers,
  });
  const stops = undos();
  /** Everything that belongs to the present attempt or room. */
  let present = undos();
  let room: Room | null = null;
  let stopped = false;

  function send(event: CallEvent): void {
    if (stopped) return;
    const { next, effects } = step(
      state.value,
      event,
      elapsed(),
      timers.random(),
    );
    if (next.is === "connected" && wasLost(state.value)) {
      restored.value = true;
      stops.add(timers.after(SHOW_RESTORED, () => restored.value = false));
    }
    state.value = next;
    for (const effect of effects) perform(effect);
    if (next.is === "ended" || next.is === "elsewhere") letGo();
  }

  function letGo(): void {
    screen.stop();
    local.release();
  }

  function perform(effect: CallEffect): void {
    switch (effect.do) {
      case "drop":
        return drop();
      case "wait":
        return present.add(
          timers.after(effect.ms, () => send({ type: "wait_over" })),
        );
      case "connect":
        return void connect();
    }
  }

  function drop(): void {
    const before = present;
    present = undos();
    room = null;
    quality.value = null;
    qualities.value = new Map();
    before.run();
  }

  async function connect(): Promise<void> {
    const mine = present;
    const stale = () => mine !== present;
    mine.add(
      timers.after(JOIN_WITHIN, () => {
        if (!stale() && room === null) {
          send({ type: "join_failed", code: null });
        }
      }),
    );
    try {
      // At the same time: each of the three takes as long as a round trip.
      const [answer, sdk] = await Promise.all([
        options.token(),
        options.sdk().then(async (sdk) => {
          // Who has stopped meanwhile has let go of the camera.
          if (!stale()) await local.wrap(sdk);
          return sdk;
        }),
      ]);
      if (stale()) return;
      if (!answer.ok) return send({ type: "refused", failure: answer });
      hasServer.value = answer.value.wsServer === null;
      const joinedWith = wanted.value;
      const joining = sdk.connect(
        answer.value.token,
        connectOptions(answer.value, listOf(joinedWith), options),
      );
      mine.add(() => cancelJoining(joining));
      const joined = await joining;
      // Cancelled too late: nobody may stay in a room that no page shows.
      if (stale()) return void joined.disconnect();
      follow(joined, joinedWith, mine.add);
      send({ type: "joined" });
    } catch (error) {
      if (!stale()) send({ type: "join_failed", code: codeOf(error) });
    }
  }

  function follow(
    joined: Room,
    joinedWith: OwnTracks,
    add: (undo: () => void) => void,
  ): void {
    room = joined;
    // Runs last, when no listener is left to hear it.
    add(() => void joined.disconnect());
    add(remote.follow(joined));
    add(keep(joined.localParticipant, joinedWith));
    add(onEach(joined, ["reconnected"], () => send({ type: "reconnected" })));
    add(onEach(joined, ["reconnecting"], () => send({ type: "reconnecting" })));
    add(
      onOne(
        joined,
        "disconnected",
        (_: Room, error?: Error) =>
          send({ type: "disconnected", code: codeOf(error) }),
      ),
    );
    add(watchLine({
      room: joined,
      by: hasServer.value ? "sdk" : "stats",
      timers,
      elapsed,
      onNews: hears,
      onOwn: (level) => quality.value = level,
      onOthers: (levels) => qualities.value = levels,
    }));
  }

  stops.add(page.on("online", () => send({ type: "woken" })));
  // A browser has no event for a server, or a proxy, that was away and is back.
  let wasCutOff = false;
  stops.add(effect(() => {
    const yes = options.reachable?.value ?? true;
    if (yes && wasCutOff) untracked(() => send({ type: "woken" }));
    wasCutOff = !yes;
  }));
  stops.add(page.on("visible", () => send({ type: "woken" })));
  if (options.isPhone) {
    stops.add(page.on("hidden", () => local.hide(true)));
    stops.add(page.on("visible", () => local.hide(false)));
  }
  // Without a word to the room, the other side would see us frozen for a while.
  stops.add(page.on("leaving", () => send({ type: "left" })));
  stops.add(page.on("shown", () => send({ type: "returned" })));

  return {
    state,
    people: remote.people,
    local,
    screen,
    quality,
    qualities,
    ...pictures,
    unsent,
    measuredBy: computed(() => hasServer.value ? "sdk" : "stats"),
    restored,
    join: () => send({ type: "join" }),
    async toggle(kind) {
      if (await local.toggle(kind)) return;
      // Without the SDK there is no call: the page says so already.
      const sdk = await options.sdk().catch(() => null);
      if (sdk && !stopped) await local.add(kind, sdk);
    },
    async toggleScreen() {
      if (screen.captured.value) screen.stop();
      else await screen.start(options.sdk);
    },
    stop() {
      if (stopped) return;
      stopped = true;
      drop();
      stops.run();
      letGo();
    },
  };
}

/** Will a connection that follows this state be a restored one? */
function wasLost(state: CallState): boolean {
  return state.is === "reconnecting" ||
    state.is === "joining" && state.tries > 0;
}
