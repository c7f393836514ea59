import {
  computed,
  effect,
  type ReadonlySignal,
  signal,
  untracked,
} from "@preact/signals";
import { type Instant, SECOND } from "@/lib/domain/basic/instant.ts";
import {
  type MediaPreferences,
  sameMediaPreferences,
} from "@/lib/domain/call/presence.ts";
import type { WaitingSnapshot } from "@/lib/wire/wire.ts";
import type {
  Answer,
  ConsultationApi,
  Failure,
} from "@/lib/client/page/api.ts";
import { cleanups, type Page, type Timers } from "@/lib/client/page/browser.ts";
import {
  type EventSourceLike,
  openEventStream,
} from "@/lib/client/page/event_stream.ts";
import { isFinal, isSilence } from "@/lib/client/page/failure_kinds.ts";
import {
  type HeartbeatSender,
  type HeartbeatsWhen,
  startHeartbeat,
} from "./heartbeat.ts";
import { latestSnapshot } from "./latest_snapshot.ts";
import { tabLease } from "./tab_lease.ts";
import { timedHeartbeats } from "./timed_heartbeats.ts";
import { hasLeases, isSettled, type Phase, phaseOf } from "./waiting_phase.ts";

/** The waiting room as one page sees it. */
export interface WaitingRoom {
  readonly snapshot: ReadonlySignal<WaitingSnapshot>;
  readonly phase: ReadonlySignal<Phase>;
  /** The server's time; moves once a second. */
  readonly now: ReadonlySignal<Instant>;
  /** Whether updates currently arrive by themselves. */
  readonly live: ReadonlySignal<boolean>;
  /**
   * False once an answer failed to arrive: what the page shows may be outdated.
   * True again with the next update.
   */
  readonly reachable: ReadonlySignal<boolean>;
  /** Whether our own connection to the server is poor. */
  readonly connectionPoor: ReadonlySignal<boolean>;
  /** Why this page may no longer watch, or null. */
  readonly gone: ReadonlySignal<Failure | null>;
  /**
   * Why this page may not watch at the moment, or null: its session ended while
   * the consultation is live. It keeps asking, because the session may return,
   * from another tab too; a call that is open goes on.
   */
  readonly suspended: ReadonlySignal<Failure | null>;
  /**
   * Runs as soon as the lease is ours: a token request sent before `arrive`
   * would be refused as the older tab. If it is ours already, runs at once,
   * before the page re-renders.
   */
  onceArrived<T>(ask: () => Promise<T>): Promise<T>;
  /** Takes the lease from the other tab. */
  claim(): void;
  /** Sent with every heartbeat from now on, beside the others; the other side sees a change at once. */
  setMediaPreferences(changes: Partial<MediaPreferences>): void;
  /** Another tab took over the call (Twilio error 53205). */
  displaced(): void;
  /** Applies an answer that says that the consultation is over. */
  ended(sessionEndedAt: string | null): void;
  stop(): void;
}

export interface WaitingRoomOptions {
  readonly api: ConsultationApi;
  readonly tab: string;
  /** As the server rendered it, so that the first paint is already right. */
  readonly first: WaitingSnapshot;
  /** Sent with the first heartbeat. */
  readonly mediaPreferences: MediaPreferences;
  readonly when: HeartbeatsWhen;
  readonly page: Page;
  readonly timers: Timers;
  readonly elapsed?: () => number;
  readonly open?: (url: string) => EventSourceLike;
}

/** Starts waiting: takes the lease, renews it, and follows the snapshots. */
export function startWaitingRoom(options: WaitingRoomOptions): WaitingRoom {
  const { api, page, timers } = options;
  const elapsed = options.elapsed ?? (() => performance.now());
  const stops = cleanups();
  const latest = latestSnapshot(options.first, elapsed);
  const { snapshot, now } = latest;
  const place = tabLease(options.tab, snapshot);
  const heartbeats = timedHeartbeats(api, elapsed);
  const live = signal(true);
  const reachable = signal(true);
  const gone = signal<Failure | null>(null);
  const suspended = signal<Failure | null>(null);
  let mediaPreferences = options.mediaPreferences;

  const phase = withoutWayBack(() =>
    phaseOf(snapshot.value, {
      elsewhere: place.elsewhere.value,
      now: now.value,
    })
  );

  function answered(answer: Answer<WaitingSnapshot>): void {
    reachable.value = answer.ok || !isSilence(answer);
    if (answer.ok) {
      readmitted();
      place.heard(answer.value);
      latest.take(answer.value);
    } else if (answer.code === "opened_elsewhere") {
      place.refuse();
    } else if (isFinal(answer)) {
      lost(answer);
    }
  }

  function lost(why: Failure): void {
    if (gone.value) return;
    if (phase.value === "live") {
      stream.close();
      suspended.value ??= why;
      return;
    }
    gone.value = why;
    stops.run();
  }

  function readmitted(): void {
    if (suspended.value === null) return;
    suspended.value = null;
    stream.open();
  }

  const heart = heartWhile(
    computed(() => hasLeases(phase.value)),
    () =>
      startHeartbeat({
        api: heartbeats.api,
        when: options.when,
        page,
        timers,
        mediaPreferences: () => mediaPreferences,
        onAnswer: answered,
      }),
  );
  stops.add(heart.stop);
  const stream = reopenable(() =>
    openEventStream({
      url: api.statusUrl,
      kind: "consultation",
      onSnapshot: (next) => {
        reachable.value = true;
        latest.take(next);
      },
      onGone: lost,
      onLive: (yes) => live.value = yes,
      poll: () => void api.status().then(answered),
      page,
      timers,
      ...(options.open ? { open: options.open } : {}),
    })
  );
  stream.open();
  stops.add(stream.close);
  // A page that stays open must not hold a stream.
  stops.add(effect(() => {
    if (isSettled(phase.value, snapshot.value)) queueMicrotask(stops.run);
  }));
  stops.add(timers.every(SECOND, latest.tick));

  return {
    snapshot,
    phase,
    now,
    live,
    reachable,
    connectionPoor: heartbeats.connectionPoor,
    gone,
    suspended,
    onceArrived: place.onceArrived,
    claim() {
      place.claim();
      heart.current()?.arrive();
    },
    setMediaPreferences(changes) {
      const next = { ...mediaPreferences, ...changes };
      if (sameMediaPreferences(mediaPreferences, next)) return;
      mediaPreferences = next;
      heart.current()?.sendNow();
    },
    displaced() {
      place.refuse();
      heart.current()?.yield();
    },
    ended: latest.end,
    stop: stops.run,
  };
}

/** The phase; a call asks for another room itself, and the page must not close it meanwhile. */
function withoutWayBack(read: () => Phase): ReadonlySignal<Phase> {
  let wasLive = false;
  return computed(() => {
    const phase = read();
    wasLive ||= phase === "live";
    return wasLive && phase === "preparing" ? "live" : phase;
  });
}

/** Something that is open at most once at a time. */
function reopenable(
  start: () => () => void,
): { readonly open: () => void; readonly close: () => void } {
  let undo: (() => void) | null = null;
  return {
    open: () => void (undo ??= start()),
    close() {
      undo?.();
      undo = null;
    },
  };
}

/** Runs a heartbeat while `wanted` is true. */
function heartWhile(
  wanted: ReadonlySignal<boolean>,
  start: () => HeartbeatSender,
): {
  readonly current: () => HeartbeatSender | null;
  readonly stop: () => void;
} {
  let heart: HeartbeatSender | null = null;
  const beat = (yes: boolean) => {
    if (yes) {
      heart ??= start();
    } else {
      heart?.stop();
      heart = null;
    }
  };
  const unfollow = effect(() => {
    const { value } = wanted;
    untracked(() => beat(value));
  });
  return {
    current: () => heart,
    stop() {
      unfollow();
      beat(false);
    },
  };
}
