import { HEARTBEAT_EVERY, type Says } from "@/lib/domain/presence.ts";
import type { WaitingSnapshot } from "@/lib/wire.ts";
import type { Answer, ConsultationApi } from "./api.ts";
import { type Page, type Timers, undos } from "./browser.ts";

export interface Heartbeat {
  /** Takes the place, also from another tab. */
  arrive(): void;
  /** Another tab has the place, as we heard elsewhere: falls silent until `arrive`. */
  yield(): void;
  /** There is something new to say: beats now, instead of at the next pace. */
  tell(): void;
  stop(): void;
}

/** Whether a hidden tab counts as being here: an artist's does, a phone in a pocket does not. */
export type BeatsWhen = "visible" | "always";

/**
 * Keeps this tab's place in the waiting room: arrives at once, beats at the
 * agreed pace, and says so when the page is left. Stops by itself when another
 * tab holds the place. At most one beat is under way.
 */
export function startHeartbeat(options: {
  readonly api: Pick<ConsultationApi, "beat" | "leave">;
  readonly when: BeatsWhen;
  readonly page: Page;
  readonly timers: Timers;
  readonly says: () => Says;
  readonly onAnswer: (answer: Answer<WaitingSnapshot>) => void;
}): Heartbeat {
  const { api, when, page, timers, says, onAnswer } = options;
  const stops = undos();
  let cancelNext = () => {};
  let underWay = false;
  let newWord = false;
  let next: "arrive" | "beat" = "arrive";
  let state: "beating" | "resting" | "lost" | "stopped" =
    when === "visible" && !page.isVisible() ? "resting" : "beating";
  // Asked through functions, since both may change while an answer is awaited.
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
    const answer = await api.beat(event, says());
    underWay = false;
    if (is("stopped") || is("lost")) return;

    const lost = !answer.ok && answer.code === "opened_elsewhere";
    const claimedMeanwhile = is("beating") && wants("arrive");
    if (lost && !claimedMeanwhile) state = "lost";
    onAnswer(answer);
    if (!is("beating")) return;
    if (claimedMeanwhile || hasNewWord()) return void send();
    // An arrival that got lost on its way is still to be made.
    if (!answer.ok && event === "arrive") next = "arrive";
    // Set from the answer and not from the last timer: browsers slow chains of
    // timers in hidden tabs to one a minute, which is longer than a lease.
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
    // The page may come back from the cache, and then takes its place again.
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
    tell() {
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
