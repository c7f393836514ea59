import { batch, type ReadonlySignal, signal } from "@preact/signals";
import { retryPause } from "@/lib/client/network/retry_pause.ts";
import { type Answer, isPassing } from "@/lib/client/page/api.ts";
import { cleanups, type Page, type Timers } from "@/lib/client/page/browser.ts";

/** A message that the server does not have yet, as far as this page knows. */
export interface UnsentMessage {
  /** Its key: sent again, it is written once. */
  readonly id: string;
  readonly text: string;
  /** `waiting`: it is sent again by itself. `failed`: the server does not take it. */
  readonly state: "sending" | "waiting" | "failed";
  /** Why it was not sent, as a sentence. */
  readonly why: string | null;
}

export interface Outbox {
  /** In the order in which they were written. */
  readonly list: ReadonlySignal<readonly UnsentMessage[]>;
  add(message: Pick<UnsentMessage, "id" | "text">): void;
  /** Sends one that was refused again, or one that waits at once. */
  retry(id: string): void;
  /** Gives up one that the server does not take; returns its text, or null if it is another one. */
  drop(id: string): string | null;
  /** The server has these. */
  arrived(ids: ReadonlySet<string>): void;
  /** Sends nothing more: what is left has failed, unless an answer to it is still awaited. */
  stop(): void;
}

/** Seconds between tries. */
const PAUSES = [1, 2, 4, 8];

/**
 * Sends messages one after the other, so that they keep their order: while the
 * line is broken, what was written later waits behind the first one.
 */
export function outbox<T>({ send, onSent, page, timers }: {
  readonly send: (text: string, id: string) => Promise<Answer<T>>;
  readonly onSent: (sent: T) => void;
  readonly page: Pick<Page, "on">;
  readonly timers: Pick<Timers, "after">;
}): Outbox {
  const list = signal<readonly UnsentMessage[]>([]);
  const stops = cleanups();
  let busy = false;
  let underWay: string | null = null;
  let stopped = false;
  let failures = 0;
  let cancel = () => {};

  function change(id: string, to: Partial<UnsentMessage>): void {
    list.value = list.peek()
      .map((one) => one.id === id ? { ...one, ...to } : one);
  }

  function arrived(ids: ReadonlySet<string>): void {
    list.value = list.peek().filter(({ id }) => !ids.has(id));
  }

  /** Whether the next one may be tried. */
  async function bring({ id, text }: UnsentMessage): Promise<boolean> {
    underWay = id;
    const answer = await send(text, id);
    underWay = null;
    if (answer.ok) {
      failures = 0;
      batch(() => {
        arrived(new Set([id]));
        onSent(answer.value);
      });
      return true;
    }
    const { message: why } = answer;
    if (!isPassing(answer) || stopped) {
      change(id, { state: "failed", why });
      return true;
    }
    change(id, { state: "waiting", why });
    const pause = retryPause(failures++, { seconds: PAUSES, answer });
    cancel = timers.after(pause, () => void work());
    return false;
  }

  async function work(): Promise<void> {
    cancel();
    if (busy) return;
    busy = true;
    let next: UnsentMessage | undefined;
    do {
      next = list.peek().find(({ state }) => state !== "failed");
    } while (next && !stopped && await bring(next));
    busy = false;
  }

  for (const event of ["online", "visible"] as const) {
    stops.add(page.on(event, () => void work()));
  }
  stops.add(() => cancel());

  return {
    list,
    add(message) {
      const one = { ...message, state: "sending", why: null } as const;
      list.value = [...list.peek(), one];
      // Behind one that waits, it has its turn with it.
      if (!list.peek().some(({ state }) => state === "waiting")) void work();
    },
    retry(id) {
      const one = list.peek().find((one) => one.id === id);
      if (one === undefined || one.state === "sending") return;
      change(id, { state: "sending", why: null });
      void work();
    },
    drop(id) {
      const one = list.peek().find((one) => one.id === id);
      // Any other may be on the server already.
      if (one?.state !== "failed") return null;
      arrived(new Set([id]));
      return one.text;
    },
    arrived,
    stop() {
      stopped = true;
      stops.run();
      list.value = list.peek().map((one) =>
        one.id === underWay ? one : { ...one, state: "failed" }
      );
    },
  };
}
