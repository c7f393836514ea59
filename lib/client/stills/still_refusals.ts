import { type ReadonlySignal, signal } from "@preact/signals";
import { retryPause } from "@/lib/client/network/retry_pause.ts";
import { type Answer, isPassing } from "@/lib/client/page/api.ts";
import type { StillsAnswer } from "@/lib/wire/wire.ts";
import { pause, type PauseParts } from "./pause.ts";

/** Seconds between tries. */
const PAUSES = [2, 4, 8, 15];

/** A "Rather not" that has not arrived. */
export interface UnsentRefusal {
  readonly request: number;
  /** A try has failed, and the next one waits for a connection. */
  readonly waiting: boolean;
}

export interface StillRefusals {
  readonly unsent: ReadonlySignal<UnsentRefusal | null>;
  /** Says "Rather not", as often as it takes. Never rejects. */
  refuse(request: number): Promise<void>;
  /** The person thinks again: what has not arrived is not sent. */
  takeBack(): void;
}

/**
 * Brings a refusal to the server over a line that may break: a client who says
 * no need not wait for a network, nor say it twice. A repeat changes nothing there.
 */
export function stillRefusals({ send, onArrived, onRefused, ...parts }: {
  readonly send: (request: number) => Promise<Answer<StillsAnswer>>;
  readonly onArrived: (now: StillsAnswer) => void;
  /** The server does not take it, and says why. */
  readonly onRefused: (words: string) => void;
} & PauseParts): StillRefusals {
  const unsent = signal<UnsentRefusal | null>(null);
  let underWay = new AbortController();

  function takeBack(): void {
    underWay.abort();
    unsent.value = null;
  }

  return {
    unsent,
    takeBack,
    async refuse(request) {
      if (unsent.value?.request === request) return;
      takeBack();
      underWay = new AbortController();
      const { signal } = underWay;
      unsent.value = { request, waiting: false };
      for (let failures = 0; !signal.aborted; failures++) {
        const answer = await send(request);
        if (answer.ok) onArrived(answer.value);
        if (signal.aborted) return;
        if (answer.ok || !isPassing(answer)) {
          unsent.value = null;
          // Taken back or answered in the meantime: the list tells.
          const isOver = answer.ok || answer.code === "still_closed";
          return isOver ? undefined : onRefused(answer.message);
        }
        unsent.value = { request, waiting: true };
        const ms = retryPause(failures, { seconds: PAUSES, answer });
        await pause(ms, signal, parts);
      }
    },
  };
}
