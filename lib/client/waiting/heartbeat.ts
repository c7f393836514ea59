import { SECOND } from "@/lib/domain/basic/instant.ts";
import {
  HEARTBEAT_EVERY,
  type MediaPreferences,
} from "@/lib/domain/call/presence.ts";
import type { WaitingSnapshot } from "@/lib/wire/wire.ts";
import type { Answer, ConsultationApi } from "@/lib/client/page/api.ts";
import { cleanups, type Page, type Timers } from "@/lib/client/page/browser.ts";
import { isSilence } from "@/lib/client/page/failure_kinds.ts";

/** A phone that wakes or changes its network takes a moment to find it: so often it tries again soon. */
const EARLY_RETRIES = 5;
const EARLY_RETRY = SECOND;

export interface HeartbeatSender {
  /** Takes the lease, also from another tab. */
  arrive(): void;
  /** Another tab has the lease, as we learned elsewhere: stays silent until `arrive`. */
  yield(): void;
  /**
   * Sends a heartbeat now, instead of at the next interval, because something
   * changed. A page that has just been hidden may freeze at any moment: its last
   * word outlives it, and is the last until it is visible again.
   */
  sendNow(): void;
  stop(): void;
}

/** Whether a hidden tab counts as present: an artist's does, a phone in a pocket does not. */
export type HeartbeatsWhen = "visible" | "always";

export interface HeartbeatOptions {
  readonly api: Pick<ConsultationApi, "beat" | "leave" | "lastWord">;
  readonly when: HeartbeatsWhen;
  readonly page: Page;
  readonly timers: Timers;
  readonly mediaPreferences: () => MediaPreferences;
  readonly onAnswer: (answer: Answer<WaitingSnapshot>) => void;
}

/**
 * Keeps this tab's lease in the waiting room: arrives at once, sends heartbeats
 * at the agreed interval, and reports when the page is left. Stops when another
 * tab holds the lease. At most one heartbeat is in progress.
 */
export function startHeartbeat(options: HeartbeatOptions): HeartbeatSender {
  const { api, when, page, timers, mediaPreferences, onAnswer } = options;
  const stops = cleanups();
  let cancelNext = () => {};
  let underWay: { readonly event: "arrive" | "beat" } | null = null;
  let mayHang = false;
  let earlyRetries = 0;
  let newWord = false;
  let lastWords = 0;
  let next: "arrive" | "beat" = "arrive";
  let state: "beating" | "resting" | "lost" | "stopped" =
    when === "visible" && !page.isVisible() ? "resting" : "beating";
  // Read through functions, because both may change during an await.
  const is = (wanted: typeof state) => state === wanted;
  const wants = (wanted: typeof next) => next === wanted;
  const hasNewWord = () => newWord;

  async function send(): Promise<void> {
    cancelNext();
    if (underWay || !is("beating")) return;
    const mine = underWay = { event: next };
    mayHang = false;
    newWord = false;
    next = "beat";
    const answer = await api.beat(mine.event, mediaPreferences());
    // A newer one has taken its place.
    if (underWay !== mine) return;
    underWay = null;
    if (is("stopped") || is("lost")) return;

    const lost = !answer.ok && answer.code === "opened_elsewhere";
    const claimedMeanwhile = is("beating") && wants("arrive");
    if (lost && !claimedMeanwhile) state = "lost";
    onAnswer(answer);
    if (!is("beating")) return;
    if (claimedMeanwhile || hasNewWord()) return void send();
    // A lost arrival still has to be sent.
    if (!answer.ok && mine.event === "arrive") next = "arrive";
    // Not every browser tells of another network: what was sent on the old one
    // just fails.
    if (answer.ok) earlyRetries = EARLY_RETRIES;
    const soon = !answer.ok && isSilence(answer) && earlyRetries-- > 0;
    // Scheduled from the answer and not from the last timer: browsers slow
    // chained timers in hidden tabs to one a minute, which is longer than a
    // lease.
    cancelNext = timers.after(
      soon ? EARLY_RETRY : HEARTBEAT_EVERY,
      () => void send(),
    );
  }

  /** Does not wait for what is under way. */
  function abandon(): void {
    if (underWay?.event === "arrive") next = "arrive";
    underWay = null;
  }

  const wake = () => {
    if (state === "resting") state = "beating";
    if (mayHang) abandon();
    earlyRetries = EARLY_RETRIES;
    void send();
  };
  const doubt = () => void (mayHang = true);
  stops.add(page.on("hidden", doubt));
  if (when === "visible") {
    stops.add(page.on("hidden", () => {
      if (state !== "beating") return;
      state = "resting";
      lastWords = 1;
      cancelNext();
    }));
  }
  stops.add(page.on("visible", wake));
  stops.add(page.on("shown", wake));
  stops.add(page.on("online", () => {
    doubt();
    wake();
  }));
  stops.add(page.on("leaving", () => {
    doubt();
    if (state === "lost") return;
    cancelNext();
    // Anything after this would bring the place back.
    lastWords = 0;
    api.leave();
    // The page may come back from the cache, and then arrives again.
    if (state === "beating") state = "resting";
  }));
  void send();

  return {
    arrive() {
      if (is("stopped")) return;
      state = "beating";
      next = "arrive";
      void send();
    },
    yield() {
      if (is("stopped")) return;
      state = "lost";
      next = "beat";
      cancelNext();
    },
    sendNow() {
      if (is("resting") && wants("beat") && lastWords-- > 0) {
        return api.lastWord(mediaPreferences());
      }
      newWord = true;
      void send();
    },
    stop() {
      if (is("stopped")) return;
      state = "stopped";
      cancelNext();
      stops.run();
    },
  };
}
