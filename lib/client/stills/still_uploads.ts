import { type ReadonlySignal, signal } from "@preact/signals";
import type { Answer, Failure } from "@/lib/client/page/api.ts";
import { isPassing } from "@/lib/client/page/api.ts";
import { retryPause } from "@/lib/client/network/retry_pause.ts";
import type { Page, Timers } from "@/lib/client/page/browser.ts";
import type { StillsAnswer } from "@/lib/wire/wire.ts";
import { pause } from "./pause.ts";
import type { OutgoingStill, StillsApi } from "./stills_api.ts";

/** Seconds between tries. */
const PAUSES = [1, 2, 4, 8, 15];

/** A picture that has not arrived. */
export interface StillUpload extends Omit<OutgoingStill, "blob"> {
  /** `waiting`: for the next try. `failed`: the server does not take it. */
  readonly state: "sending" | "waiting" | "failed";
  /** From 0 to 1, of the current try. */
  readonly progress: number;
  /** Why it failed. */
  readonly words: string | null;
}

export interface StillUploads {
  readonly list: ReadonlySignal<readonly StillUpload[]>;
  add(still: OutgoingStill): void;
  /** Gives one up; one that has arrived meanwhile stays. */
  drop(id: string): void;
}

/**
 * Brings pictures to the server, one after the other, over a line that may
 * break: each is tried until it arrives or is refused. Whole files again rather
 * than parts: they are small enough for one try, and the id makes a repeat safe.
 */
export function stillUploads({ api, page, timers, onArrived }: {
  readonly api: Pick<StillsApi, "list" | "send">;
  readonly page: Pick<Page, "on">;
  readonly timers: Pick<Timers, "after">;
  readonly onArrived: (now: StillsAnswer) => void;
}): StillUploads {
  const list = signal<readonly StillUpload[]>([]);
  const underWay = new Map<string, AbortController>();
  let work: Promise<void> = Promise.resolve();

  function show(id: string, change: Partial<StillUpload>): void {
    list.value = list.value.map((one) =>
      one.id === id ? { ...one, ...change } : one
    );
  }

  function remove(id: string): void {
    underWay.delete(id);
    list.value = list.value.filter((one) => one.id !== id);
  }

  async function bring(still: OutgoingStill): Promise<void> {
    const { id } = still;
    const dropped = underWay.get(id)?.signal;
    for (let failures = 0; dropped && !dropped.aborted; failures++) {
      show(id, { state: "sending", progress: 0 });
      const answer = failures === 0
        ? await send(still, dropped)
        : await sendAgain(still, dropped);
      if (dropped.aborted) return;
      if (answer.ok) {
        remove(id);
        return onArrived(answer.value);
      }
      if (!mayPass(answer)) {
        return show(id, { state: "failed", words: answer.message });
      }
      show(id, { state: "waiting" });
      const ms = retryPause(failures, { seconds: PAUSES, answer });
      await pause(ms, dropped, {
        page,
        timers,
      });
    }
  }

  function send(still: OutgoingStill, signal: AbortSignal) {
    const onProgress = (progress: number) => show(still.id, { progress });
    return api.send(still, { onProgress, signal });
  }

  /** Perhaps only the answer was lost: megabytes are not sent to find out. */
  async function sendAgain(
    still: OutgoingStill,
    signal: AbortSignal,
  ): Promise<Answer<StillsAnswer>> {
    const now = await api.list();
    if (!now.ok) return now;
    return now.value.stills.some(({ id }) => id === still.id)
      ? now
      : await send(still, signal);
  }

  return {
    list,
    add(still) {
      const { blob: _, ...shown } = still;
      underWay.set(still.id, new AbortController());
      list.value = [
        ...list.value,
        { ...shown, state: "sending", progress: 0, words: null },
      ];
      work = work.then(() => bring(still));
    },
    drop(id) {
      underWay.get(id)?.abort();
      remove(id);
    },
  };
}

/** Whether the same picture may be taken at another try. */
function mayPass(failure: Failure): boolean {
  switch (failure.code) {
    case "body_aborted":
    case "body_too_slow":
    case "server_busy":
    case "photo_expired":
      return true;
    default:
      return isPassing(failure);
  }
}
