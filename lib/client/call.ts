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
import {
  keepOwnTracks,
  listOf,
  type OwnTracks,
  type Sent,
} from "./own_tracks.ts";
import { isParty, remotePeople, type RemotePerson } from "./remote_people.ts";
import {
  type ScreenMedia,
  type ScreenShare,
  screenShare,
} from "./screen_share.ts";
import {
  choose,
  hear,
  resumed,
  type SoundOnly,
  WITH_PICTURE,
  withPictures,
} from "./sound_only.ts";
import type { VideoSdk } from "./video_sdk.ts";

/** One call, as signals. */
export interface Call {
  readonly state: ReadonlySignal<CallState>;
  /** The other of the two first, then assistants. */
  readonly people: ReadonlySignal<readonly RemotePerson[]>;
  readonly local: LocalTracks;
  readonly screen: ScreenShare;
  /** How good our own line is, or null as long as nobody knows. */
  readonly quality: ReadonlySignal<Level | null>;
  /** How good the lines of the others are, by sid. */
  readonly qualities: ReadonlySignal<ReadonlyMap<string, Level>>;
  /** Whether pictures go along with the sound; see `hears` in `openCall` for whose. */
  readonly soundOnly: ReadonlySignal<SoundOnly>;
  /** We hold our own picture back to spare the line. */
  readonly heldBack: ReadonlySignal<boolean>;
  /** Whether other people's pictures are asked for. */
  readonly wantsPictures: ReadonlySignal<boolean>;
  /** The other person's page says that they listen only: nobody looks at our picture. */
  readonly unwatched: ReadonlySignal<boolean>;
  /**
   * Our picture goes out while the camera is on. A media server, which may record
   * it too, has it also while nobody looks; from person to person it is not sent then.
   */
  readonly sendsPicture: ReadonlySignal<boolean>;
  /** The room has not taken our sound or picture so far; it is asked again and again. */
  readonly unsent: ReadonlySignal<Kind | null>;
  /** Who measures the line; see `LineWatch`. */
  readonly measuredBy: ReadonlySignal<"sdk" | "stats">;
  /** True for a moment after a lost connection came back. */
  readonly restored: ReadonlySignal<boolean>;
  /** Connects, unless it does already. */
  join(): void;
  toggle(kind: Kind): Promise<void>;
  /** Shares the screen, or stops sharing it. Call it inside a tap. */
  toggleScreen(): Promise<void>;
  /** The person's own word on picture or sound alone. */
  choosePicture(what: "picture" | "sound"): void;
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
  const soundOnly = signal(resumed(options.soundOnly ?? "picture"));
  /** What we send from person to person, for as long as nobody else can decide it. */
  const outgoing = signal(WITH_PICTURE);
  const restored = signal(false);
  const remote = remotePeople();
  const screen = screenShare(timers, options.screenMedia);
  /** Does a media server stand between the two, to leave pictures out? */
  const hasServer = signal(false);
  const wantsPictures = computed(() => withPictures(soundOnly.value));
  const heldBack = computed(() => {
    const { is } = soundOnly.value;
    return is === "chosen" || is === "sound" && hasServer.value ||
      !withPictures(outgoing.value);
  });
  const unwatched = computed(() =>
    !(options.other?.value ?? UNSAID).pictures &&
    // An assistant has no heartbeat, and one picture goes to everybody or to nobody.
    remote.people.value.every(isParty)
  );
  /** Twilio leaves out what is not looked at, for each person apart: there it is sent. */
  const sends = computed(() =>
    !heldBack.value && (hasServer.value || !unwatched.value)
  );
  const local = localTracks(devices, options.media ?? browserMedia);
  const wanted = computed<OwnTracks>(() => ({
    sound: local.sound.value,
    picture: sends.value ? local.picture.value : null,
    screen: screen.track.value,
  }));
  const refused = signal<ReadonlySet<Sent>>(new Set());
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
    refused.value = new Set();
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
      mine.add(() => cancel(joining));
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
    add(keepOwnTracks(joined.localParticipant, {
      joinedWith,
      wanted: () => wanted.value,
      timers,
      onRefused,
    }));
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

  function onRefused(what: Sent, yes: boolean): void {
    // Nobody is to believe that it is seen, nor to have it captured for nothing.
    if (yes && what === "screen") return screen.fail();
    const now = new Set(refused.peek());
    if (yes) now.add(what);
    else now.delete(what);
    refused.value = now;
  }

  /**
   * Whose line decides about which picture. A media server measures our own half,
   * and both pictures cross it. From person to person, each direction is decided
   * by whoever receives: they see the loss at once and are the ones who hear
   * badly, while the sender knows it from late reports. Two who decide about one
   * picture would take turns at bringing it back too early. So the sender decides
   * only for somebody whose page is not heard of.
   */
  function hears(of: "own" | "other", level: Level | null): void {
    const now = elapsed();
    if (of === (hasServer.value ? "own" : "other")) {
      soundOnly.value = hear(soundOnly.value, level, now);
    } else if (!hasServer.value) {
      const heardOf = options.otherHere?.value ?? true;
      const ours = !withPictures(outgoing.value) ||
        !heardOf && !unwatched.value;
      outgoing.value = hear(outgoing.value, ours ? level : null, now);
    }
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
    soundOnly,
    heldBack,
    wantsPictures,
    unwatched,
    sendsPicture: sends,
    unsent: computed(() =>
      refused.value.has("sound")
        ? "audio"
        : refused.value.has("picture")
        ? "video"
        : null
    ),
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
    choosePicture(what) {
      soundOnly.value = choose(soundOnly.value, what);
      outgoing.value = what === "picture"
        ? choose(outgoing.value, what)
        : WITH_PICTURE;
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

/**
 * The SDK opens its connection only after it has made an offer, and throws when
 * it is cancelled before (2.x, `TwilioConnectionTransport.disconnect`). By then it
 * has taken note, and opens none.
 */
function cancel(joining: { cancel(): unknown }): void {
  try {
    joining.cancel();
  } catch {
    // There was nothing to close.
  }
}

/** Will a connection that follows this state be a restored one? */
function wasLost(state: CallState): boolean {
  return state.is === "reconnecting" ||
    state.is === "joining" && state.tries > 0;
}
