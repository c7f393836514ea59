import {
  computed,
  effect,
  type ReadonlySignal,
  signal,
  untracked,
} from "@preact/signals";
import { type Instant, SECOND } from "@/lib/domain/instant.ts";
import { type Says, saysTheSame } from "@/lib/domain/presence.ts";
import type { WaitingSnapshot } from "@/lib/wire.ts";
import type { Answer, ConsultationApi, Failure } from "./api.ts";
import { type Page, type Timers, undos } from "./browser.ts";
import { openEventStream, type Source } from "./event_stream.ts";
import { type BeatsWhen, type Heartbeat, startHeartbeat } from "./heartbeat.ts";
import { answeredIn, isPoorWay, UNTRIED } from "./own_way.ts";
import { serverClock } from "./server_clock.ts";
import { isOver, type Phase, phaseOf } from "./waiting_phase.ts";

/** The waiting room as one page sees it. */
export interface Waiting {
  readonly snapshot: ReadonlySignal<WaitingSnapshot>;
  readonly phase: ReadonlySignal<Phase>;
  /** The server's time; moves once a second. */
  readonly now: ReadonlySignal<Instant>;
  /** Whether news arrives by itself at present. */
  readonly live: ReadonlySignal<boolean>;
  /** False once an answer has failed to come: what the page shows may be old. True again with the next news. */
  readonly reachable: ReadonlySignal<boolean>;
  /** Whether our own way to the studio is poor. */
  readonly poorWay: ReadonlySignal<boolean>;
  /** Why this page may no longer watch, or null. */
  readonly gone: ReadonlySignal<Failure | null>;
  /**
   * Asks as soon as the place is ours: whoever asks for a token before is taken for
   * the older tab. If it is ours already, then at once, before the page is drawn anew.
   */
  onceArrived<T>(ask: () => Promise<T>): Promise<T>;
  /** Takes the place from the other tab. */
  claim(): void;
  /** What every heartbeat says from now on; the other side hears of a change at once. */
  say(says: Says): void;
  /** The call itself was taken over by another tab (Twilio error 53205). */
  displaced(): void;
  /** Takes in an answer's own knowledge that the consultation is over. */
  ended(sessionEndedAt: string | null): void;
  stop(): void;
}

export interface WaitingOptions {
  readonly api: ConsultationApi;
  readonly tab: string;
  /** As the server rendered it, so that the first paint is already right. */
  readonly first: WaitingSnapshot;
  /** What the first heartbeat says already. */
  readonly says: Says;
  readonly when: BeatsWhen;
  readonly page: Page;
  readonly timers: Timers;
  readonly elapsed?: () => number;
  readonly open?: (url: string) => Source;
}

/** Starts waiting: takes the place, keeps it, and follows what happens. */
export function startWaiting(options: WaitingOptions): Waiting {
  const { api, tab, page, timers } = options;
  const stops = undos();
  const clock = serverClock(options.first.now, options.elapsed);
  const snapshot = signal(options.first);
  const now = signal(clock.now());
  const live = signal(true);
  const reachable = signal(true);
  const gone = signal<Failure | null>(null);
  /** The place is ours from this moment of the server's on; before it, old news of another tab is no news. */
  const heldSince = signal<Instant | null>(null);
  const refusedPlace = signal(false);
  let says = options.says;
  const elapsed = options.elapsed ?? (() => performance.now());
  const way = signal(UNTRIED);

  const elsewhere = computed(() => {
    if (refusedPlace.value) return true;
    const { holder, now } = snapshot.value;
    return holder !== null && holder !== tab && heldSince.value !== null &&
      Date.parse(now) > heldSince.value;
  });
  const phase = computed(() =>
    phaseOf(snapshot.value, elsewhere.value, now.value)
  );

  function take(next: WaitingSnapshot): void {
    clock.heard(next.now);
    now.value = clock.now();
    // Answers and events overtake each other; only a newer picture replaces one.
    const before = untracked(() => snapshot.value);
    const older = Date.parse(next.now) < Date.parse(before.now);
    // An end is final: a picture taken just before it must not bring the call back.
    const undoes = before.state === "ended" && next.state !== "ended";
    if (!older && !undoes) snapshot.value = next;
  }

  function answered(answer: Answer<WaitingSnapshot>): void {
    reachable.value = answer.ok || !isSilence(answer);
    if (answer.ok) {
      if (answer.value.holder === tab) {
        heldSince.value ??= Date.parse(answer.value.now);
        refusedPlace.value = false;
      }
      take(answer.value);
    } else if (answer.code === "opened_elsewhere") {
      refusedPlace.value = true;
    } else if (isFinal(answer)) {
      lost(answer);
    }
  }

  function lost(why: Failure): void {
    if (gone.value) return;
    gone.value = why;
    stops.run();
  }

  const timed: Pick<ConsultationApi, "beat" | "leave"> = {
    leave: api.leave,
    async beat(...word) {
      const before = elapsed();
      const answer = await api.beat(...word);
      const silent = !answer.ok && isSilence(answer);
      way.value = answeredIn(way.value, silent ? null : elapsed() - before);
      return answer;
    },
  };

  // Nobody has a place before the window opens, nor after the end.
  let heart: Heartbeat | null = null;
  const beat = (yes: boolean) => {
    if (yes) {
      heart ??= startHeartbeat({
        api: timed,
        when: options.when,
        page,
        timers,
        says: () => says,
        onAnswer: answered,
      });
    } else {
      heart?.stop();
      heart = null;
    }
  };
  stops.add(() => beat(false));
  const hasPlaces = computed(() => placesIn(phase.value));
  stops.add(effect(() => {
    const { value } = hasPlaces;
    untracked(() => beat(value));
  }));
  stops.add(openEventStream({
    url: api.statusUrl,
    onSnapshot: (next) => {
      reachable.value = true;
      take(next as WaitingSnapshot);
    },
    onGone: lost,
    onLive: (yes) => live.value = yes,
    poll: () => void api.status().then(answered),
    page,
    timers,
    ...(options.open ? { open: options.open } : {}),
  }));
  // Nothing more will come: a page that is left open must not hold a stream.
  const settled = computed(() =>
    isOver(phase.value) &&
    (phase.value !== "ended" || snapshot.value.sessionEndedAt !== null)
  );
  stops.add(effect(() => {
    if (settled.value) queueMicrotask(stops.run);
  }));
  stops.add(timers.every(SECOND, () => now.value = clock.now()));

  return {
    snapshot,
    phase,
    now,
    live,
    reachable,
    poorWay: computed(() => isPoorWay(way.value)),
    gone,
    onceArrived(ask) {
      if (heldSince.peek() !== null) return ask();
      return new Promise<void>((resolve) => {
        const stop = effect(() => {
          if (heldSince.value === null) return;
          resolve();
          queueMicrotask(() => stop());
        });
      }).then(ask);
    },
    claim() {
      refusedPlace.value = false;
      heldSince.value = null;
      heart?.arrive();
    },
    say(next) {
      if (saysTheSame(says, next)) return;
      says = next;
      heart?.tell();
    },
    displaced() {
      refusedPlace.value = true;
      heart?.yield();
    },
    ended(sessionEndedAt) {
      if (snapshot.value.state === "ended") return;
      snapshot.value = { ...snapshot.value, state: "ended", sessionEndedAt };
    },
    stop: stops.run,
  };
}

function placesIn(phase: Phase): boolean {
  return phase === "waiting" || phase === "preparing" || phase === "live" ||
    phase === "elsewhere";
}

/** Refusals after which this browser will not be let in by asking again. */
function isFinal({ code }: Failure): boolean {
  return code === "not_found" || code === "sign_in_required" ||
    code === "wrong_role" || code === "link_invalid" ||
    code === "link_replaced";
}

/** No answer at all, as opposed to one that says no. */
function isSilence({ code }: Failure): boolean {
  return code === "offline" || code === "timeout";
}
