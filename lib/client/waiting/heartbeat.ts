import {
  HEARTBEAT_EVERY,
  type MediaPreferences,
} from "@/lib/domain/call/presence.ts";
import type { WaitingSnapshot } from "@/lib/wire/wire.ts";
import type { Answer, ConsultationApi } from "@/lib/client/page/api.ts";
import { cleanups, type Page, type Timers } from "@/lib/client/page/browser.ts";

export interface HeartbeatSender {
  /** Takes the lease, also from another tab. */
  arrive(): void;
  /** Another tab has the lease, as we learned elsewhere: stays silent until `arrive`. */
  yield(): void;
  /** Sends a heartbeat now, instead of at the next interval, because something changed. */
  sendNow(): void;
  stop(): void;
}

/** Whether a hidden tab counts as present: an artist's does, a phone in a pocket does not. */
export type HeartbeatsWhen = "visible" | "always";

/**
 * Keeps this tab's lease in the waiting room: arrives at once, sends heartbeats
 * at the agreed interval, and reports when the page is left. Stops when another
 * tab holds the lease. At most one heartbeat is in progress.
 */
export function startHeartbeat(options: {
  readonly api: Pick<ConsultationApi, "beat" | "leave">;
  readonly when: HeartbeatsWhen;
  readonly page: Page;
  readonly timers: Timers;
  readonly mediaPreferences: () => MediaPreferences;
  readonly onAnswer: (answer: Answer<WaitingSnapshot>) => void;
}): HeartbeatSender {
  const { api, when, page, timers, mediaPreferences, onAnswer } = options;
  const stops = cleanups();
  let cancelNext = () => {};
  let underWay = false;
  let newWord = false;
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
    underWay = true;
    newWord = false;
    const event = next;
    next = "beat";
    const answer = await api.beat(event, mediaPreferences());
    underWay = false;
    if (is("stopped") || is("lost")) return;

    const lost = !answer.ok && answer.code === "opened_elsewhere";
    const claimedMeanwhile = is("beating") && wants("arrive");
    if (lost && !claimedMeanwhile) state = "lost";
    onAnswer(answer);
    if (!is("beating")) return;
    if (claimedMeanwhile || hasNewWord()) return void send();
    // A lost arrival still has to be sent.
    if (!answer.ok && event === "arrive") next = "arrive";
    // Scheduled from the answer and not from the last timer: browsers slow
    // chained timers in hidden tabs to one a minute, which is longer than a
    // lease.
    cancelNext = timers.after(HEARTBEAT_EVERY, () => void send());
  }

  const wake = () => {
    if (state === "resting") state = "beating";
    void send();
  };
  if (when === "visible") {
    stops.add(page.on("hidden", () => {
      if (state !== "beating") return;
      state = "resting";
      cancelNext();
    }));
  }
  stops.add(page.on("visible", wake));
  stops.add(page.on("shown", wake));
  stops.add(page.on("online", wake));
  stops.add(page.on("leaving", () => {
    if (state === "lost") return;
    cancelNext();
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
