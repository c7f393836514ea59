import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Room } from "twilio-video";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import type { TokenAnswer } from "@/lib/wire/wire.ts";
import type { Answer } from "@/lib/client/page/api.ts";
import { cleanups, type Timers } from "@/lib/client/page/browser.ts";
import { onEach, onOne } from "@/lib/client/page/emitter.ts";
import type { LocalTracks } from "@/lib/client/media/local_tracks.ts";
import { codeOf, type VideoSdk } from "@/lib/client/media/video_sdk.ts";
import type { NetworkQualityLevel } from "@/lib/client/network/network_quality.ts";
import type { NetworkMonitor } from "@/lib/client/network/late_monitor.ts";
import type { CallEvent } from "./call_machine.ts";
import { type ConnectContext, connectOptions } from "./connect_options.ts";
import {
  listOf,
  type LocalPublications,
  type LocalTrackSet,
} from "./local_publications.ts";
import type { RemoteParticipants } from "./remote_participants.ts";
import { cancelJoining } from "./sdk_errors.ts";
import type { VideoRules } from "./video_rules.ts";

/** What joining a room needs. */
export interface RoomAccess extends ConnectContext {
  readonly token: () => Promise<Answer<TokenAnswer>>;
  readonly sdk: () => Promise<VideoSdk>;
}

/** A call's one connection to its room, or the current attempt. */
export interface RoomConnection {
  /** The quality of our own connection, or null while unknown. */
  readonly quality: ReadonlySignal<NetworkQualityLevel | null>;
  /** The quality of the others' connections, by sid. */
  readonly qualities: ReadonlySignal<ReadonlyMap<string, NetworkQualityLevel>>;
  /** Fetches a token and joins; reports the result as an event. */
  connect(): Promise<void>;
  /** Sends `wait_over` after `ms` milliseconds. */
  wait(ms: number): void;
  /** Leaves the room and cancels a current attempt or wait. */
  drop(): void;
}

export interface RoomConnectionOptions {
  readonly access: RoomAccess;
  readonly local: Pick<LocalTracks, "wrap">;
  readonly publications: Pick<LocalPublications, "wanted" | "keep">;
  readonly remote: RemoteParticipants;
  /** Whether a media server is between the two; each token says so. */
  readonly hasServer: Signal<boolean>;
  readonly onQuality: VideoRules["onQuality"];
  readonly timers: Timers;
  readonly elapsed: () => number;
  readonly send: (event: CallEvent) => void;
  /** Measures the connection; its code comes late. */
  readonly monitor: NetworkMonitor;
}

/** Longer than the SDK's own limits: for promises that never settle. */
const JOIN_WITHIN = 25 * SECOND;

export function roomConnection(options: RoomConnectionOptions): RoomConnection {
  const { access, publications, hasServer, timers, send } = options;
  const quality = signal<NetworkQualityLevel | null>(null);
  const qualities = signal<ReadonlyMap<string, NetworkQualityLevel>>(new Map());
  /** Everything that belongs to the current attempt or room. */
  let present = cleanups();

  async function connect(): Promise<void> {
    const mine = present;
    const stale = () => mine !== present;
    let joined = false;
    mine.add(timers.after(JOIN_WITHIN, () => {
      if (!stale() && !joined) send({ type: "join_failed", code: null });
    }));
    try {
      const { answer, sdk } = await prepareJoin(options, stale);
      if (stale()) return;
      if (!answer.ok) return send({ type: "refused", failure: answer });
      hasServer.value = answer.value.wsServer === null;
      const joinedWith = publications.wanted.value;
      const joining = sdk.connect(
        answer.value.token,
        connectOptions(answer.value, listOf(joinedWith), access),
      );
      mine.add(() => cancelJoining(joining));
      const room = await joining;
      // Cancelled too late: nobody may stay in a room that no page shows.
      if (stale()) return void room.disconnect();
      joined = true;
      follow(room, { joinedWith, add: mine.add });
      send({ type: "joined" });
    } catch (error) {
      if (!stale()) send({ type: "join_failed", code: codeOf(error) });
    }
  }

  function follow(room: Room, { joinedWith, add }: {
    readonly joinedWith: LocalTrackSet;
    readonly add: (undo: () => void) => void;
  }): void {
    // Runs last, when no listener is left.
    add(() => void room.disconnect());
    add(options.remote.follow(room));
    add(publications.keep(room.localParticipant, joinedWith));
    for (const type of ["reconnected", "reconnecting"] as const) {
      add(onEach(room, [type], () => send({ type })));
    }
    add(onOne(
      room,
      "disconnected",
      (_: Room, error?: Error) =>
        send({ type: "disconnected", code: codeOf(error) }),
    ));
    add(options.monitor({
      room,
      by: hasServer.value ? "sdk" : "stats",
      timers,
      elapsed: options.elapsed,
      onNews: options.onQuality,
      onOwn: (level) => quality.value = level,
      onOthers: (levels) => qualities.value = levels,
    }));
  }

  return {
    quality,
    qualities,
    connect,
    wait: (ms) =>
      present.add(timers.after(ms, () => send({ type: "wait_over" }))),
    drop() {
      const before = present;
      present = cleanups();
      quality.value = null;
      qualities.value = new Map();
      before.run();
    },
  };
}

/** Fetches token and SDK and wraps the tracks in parallel: each takes about one round trip. */
async function prepareJoin(
  { access, local }: Pick<RoomConnectionOptions, "access" | "local">,
  stale: () => boolean,
): Promise<{ answer: Answer<TokenAnswer>; sdk: VideoSdk }> {
  const [answer, sdk] = await Promise.all([
    access.token(),
    access.sdk().then(async (sdk) => {
      // A call that was stopped in between has released the camera.
      if (!stale()) await local.wrap(sdk);
      return sdk;
    }),
  ]);
  return { answer, sdk };
}
