import { computed, type ReadonlySignal, signal } from "@preact/signals";
import {
  DEFAULT_MEDIA_PREFERENCES,
  type MediaPreferences,
} from "@/lib/domain/call/presence.ts";
import type { Page, Timers } from "@/lib/client/page/browser.ts";
import type { Devices, Kind } from "@/lib/client/media/devices.ts";
import {
  type LocalTracks,
  localTracks,
  type LocalTracksHost,
} from "@/lib/client/media/local_tracks.ts";
import type { AudioOnly } from "@/lib/client/network/audio_only.ts";
import type { NetworkQualityLevel } from "@/lib/client/network/network_quality.ts";
import { followPage } from "./call_events.ts";
import type { CallEffect, CallState } from "./call_machine.ts";
import { callRunner } from "./call_runner.ts";
import {
  type LocalPublications,
  localPublications,
} from "./local_publications.ts";
import {
  remoteParticipants,
  type RemoteParticipantState,
} from "./remote_participants.ts";
import type { NetworkMonitor } from "@/lib/client/network/late_monitor.ts";
import {
  type RoomAccess,
  type RoomConnection,
  roomConnection,
} from "./room_connection.ts";
import {
  type ScreenMedia,
  type ScreenShare,
  screenShare,
} from "./screen_share.ts";
import { type VideoRules, videoRules } from "./video_rules.ts";

/** One call, as signals. */
export interface Call
  extends Omit<VideoRules, "onQuality">, Pick<LocalPublications, "unsent"> {
  readonly state: ReadonlySignal<CallState>;
  /** The other party first, then assistants. */
  readonly participants: ReadonlySignal<readonly RemoteParticipantState[]>;
  readonly local: LocalTracks;
  readonly screen: ScreenShare;
  /** The quality of our own connection, or null while unknown. */
  readonly quality: ReadonlySignal<NetworkQualityLevel | null>;
  /** The quality of the others' connections, by sid. */
  readonly qualities: ReadonlySignal<ReadonlyMap<string, NetworkQualityLevel>>;
  /** What measures the network quality; see `NetworkMonitorOptions`. */
  readonly measuredBy: ReadonlySignal<"sdk" | "stats">;
  /** Their system has taken their microphone or camera, for example for a phone call. */
  readonly otherBusy: ReadonlySignal<boolean>;
  /** True for a moment after a lost connection is restored. */
  readonly restored: ReadonlySignal<boolean>;
  /** Whether the first seconds of the connection are over, or no connection comes. */
  readonly settled: ReadonlySignal<boolean>;
  /** Connects, unless it already does. */
  join(): void;
  toggle(kind: Kind): Promise<void>;
  /** Shares the screen, or stops sharing it. Call it inside a tap. */
  toggleScreen(): Promise<void>;
  /** Leaves the room, releases camera and microphone, removes every listener. */
  stop(): void;
}

export interface CallOptions {
  readonly access: RoomAccess;
  readonly devices: Devices;
  readonly browser: CallBrowser;
  readonly signals?: CallSignals;
  /** The mode before this page load. */
  readonly audioOnly?: AudioOnly["mode"];
}

/** The browser's side of a call; optional fields default to the real browser. */
export interface CallBrowser extends
  Pick<
    LocalTracksHost,
    "media" | "onDeviceChange" | "connected" | "isAllowed"
  > {
  readonly page: Page;
  readonly timers: Timers;
  readonly elapsed?: () => number;
  readonly screenMedia?: ScreenMedia;
  readonly monitor: NetworkMonitor;
}

/** What a call receives from the waiting room's stream and heartbeats. */
export interface CallSignals {
  /** Whether the server answers, and lets this page in. */
  readonly reachable?: ReadonlySignal<boolean>;
  /** The media preferences of the other person's page. */
  readonly other?: ReadonlySignal<MediaPreferences>;
  /** Whether that page currently sends heartbeats, and so can say what it wants. */
  readonly otherHere?: ReadonlySignal<boolean>;
}

/** Runs the machine of `call_machine.ts`: tokens, the SDK, a room, timers. */
export function openCall(options: CallOptions): Call {
  const { access, devices, browser, signals = {} } = options;
  const { page, timers } = browser;
  const elapsed = browser.elapsed ?? (() => performance.now());
  const remote = remoteParticipants();
  const screen = screenShare(timers, browser.screenMedia);
  /** Whether a media server is between the two, and can withhold video. */
  const hasServer = signal(false);
  const other = signals.other ?? signal(DEFAULT_MEDIA_PREFERENCES);
  const otherHere = signals.otherHere ?? signal(true);
  const otherBusy = computed(() =>
    other.value.interrupted &&
    // The last word of a page that has left since is no longer true.
    (otherHere.value || remote.participants.value.length > 0)
  );
  const { onQuality, ...rules } = videoRules({
    hasServer,
    participants: remote.participants,
    other,
    otherHere,
    before: options.audioOnly ?? "video",
    elapsed,
  });
  const local = localTracks(devices, {
    ...browser,
    isPhone: access.isPhone,
    elapsed,
  });
  const publications = localPublications({
    local,
    screen,
    sendsVideo: rules.sendsVideo,
    timers,
  });
  const connection = roomConnection({
    access,
    local,
    publications,
    remote,
    hasServer,
    onQuality,
    timers,
    elapsed,
    send: (event) => runner.send(event),
    monitor: browser.monitor,
  });
  const letGo = () => {
    screen.stop();
    local.release();
  };
  const runner = callRunner({
    elapsed,
    timers,
    perform: (effect) => perform(effect, connection),
    onOver: letGo,
  });
  const unfollow = followPage({
    page,
    reachable: signals.reachable ?? signal(true),
    send: runner.send,
    onHidden: access.isPhone ? local.hide : null,
  });

  return {
    state: runner.state,
    participants: remote.participants,
    local,
    screen,
    quality: connection.quality,
    qualities: connection.qualities,
    ...rules,
    unsent: publications.unsent,
    otherBusy,
    measuredBy: computed(() => hasServer.value ? "sdk" : "stats"),
    restored: runner.restored,
    settled: runner.settled,
    join: () => runner.send({ type: "join" }),
    async toggle(kind) {
      if (await local.toggle(kind)) return;
      // Without the SDK there is no call: the page already says so.
      const sdk = await access.sdk().catch(() => null);
      if (sdk && !runner.isStopped()) await local.add(kind, sdk);
    },
    async toggleScreen() {
      if (screen.captured.value) screen.stop();
      else await screen.start(access.sdk);
    },
    stop() {
      if (runner.isStopped()) return;
      runner.stop();
      connection.drop();
      unfollow();
      letGo();
    },
  };
}

function perform(
  effect: CallEffect,
  connection: RoomConnection,
): void {
  switch (effect.do) {
    case "drop":
      return connection.drop();
    case "wait":
      return connection.wait(effect.ms);
    case "connect":
      return void connection.connect();
  }
}
