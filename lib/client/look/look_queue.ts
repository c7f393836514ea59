import { type ReadonlySignal, signal } from "@preact/signals";
import { type Instant, SECOND } from "@/lib/domain/basic/instant.ts";
import type { LookSheet } from "@/lib/domain/look/look_sheet.ts";
import type { LookSheetAnswer } from "@/lib/wire/wire.ts";
import { type Failure, isPassing } from "@/lib/client/page/api.ts";
import { cleanups, type Page, type Timers } from "@/lib/client/page/browser.ts";
import type { LookApi } from "./look_api.ts";
import { changesSince, sheetIn, stampsOf } from "./look_draft.ts";

/**
 * - `saved`: the server has everything.
 * - `saving`: it will in a moment.
 * - `waiting`: the last request got no answer; it is repeated.
 * - `refused`: the server does not take it as it is; `why` says what helps.
 */
export type SaveState =
  | { readonly is: "saved" | "saving" | "waiting" }
  | { readonly is: "refused"; readonly why: string };

export interface LookQueue {
  readonly state: ReadonlySignal<SaveState>;
  /** Something has changed: it is sent after a short pause. */
  wake(): void;
  /** These parts are on the server as they are. */
  arrived(stamps: ReadonlyMap<string, Instant>): void;
  /** Sends everything now; returns why that was not possible, or null. */
  flush(): Promise<Failure | null>;
  isBusy(): boolean;
  /** Sends at once what is left, and repeats it until it has arrived. */
  stop(): void;
}

export interface LookQueueOptions {
  readonly sheet: () => LookSheet;
  readonly save: LookApi["save"];
  readonly answered: (answer: LookSheetAnswer) => void;
  readonly page: Pick<Page, "on">;
  readonly timers: Pick<Timers, "after">;
}

/** A pause in typing, and the longest that a person's typing waits. */
const PAUSE = 600;
const LONGEST = 2 * SECOND;
const RETRIES = [1, 2, 4, 8, 15].map((seconds) => seconds * SECOND);

export function lookQueue(options: LookQueueOptions): LookQueue {
  const { page, timers } = options;
  const stops = cleanups();
  const saved = new Map<string, Instant>();
  const state = signal<SaveState>({ is: "saved" });
  let sending: Promise<Failure | null> | null = null;
  let undo = () => {};
  let undoLongest: (() => void) | null = null;
  let failures = 0;

  const changes = () => changesSince(options.sheet(), saved);

  function later(ms: number): void {
    undo();
    undo = timers.after(ms, () => {
      undo = () => {};
      void flush();
    });
  }

  function arrived(stamps: ReadonlyMap<string, Instant>): void {
    for (const [key, stamp] of stamps) saved.set(key, stamp);
  }

  /** One request after the other, until nothing is left or one fails. */
  async function sendAll(): Promise<Failure | null> {
    for (;;) {
      const body = changes();
      if (body === null) break;
      state.value = { is: "saving" };
      const answer = await options.save(body);
      if (!answer.ok) return failed(answer);
      failures = 0;
      arrived(stampsOf(sheetIn(answer.value)));
      // Last: what the server dates otherwise would be sent again and again.
      arrived(stampsOf(body));
      options.answered(answer.value);
    }
    state.value = { is: "saved" };
    return null;
  }

  function failed(why: Failure): Failure {
    // A session that ended may return, from another tab too.
    const passing = isPassing(why) || why.code === "sign_in_required";
    state.value = isSilent(why)
      ? { is: "waiting" }
      : { is: "refused", why: why.message };
    if (passing) {
      const wait = RETRIES[Math.min(failures++, RETRIES.length - 1)]!;
      later(why.retryAfterMs ?? wait);
    }
    return why;
  }

  function flush(): Promise<Failure | null> {
    undo();
    undoLongest?.();
    undoLongest = null;
    return sending ??= sendAll().finally(() => {
      sending = null;
    });
  }

  const now = () => {
    if (changes() !== null) void flush();
  };
  for (const event of ["online", "visible", "hidden", "leaving"] as const) {
    stops.add(page.on(event, now));
  }

  return {
    state,
    wake() {
      if (changes() === null) return;
      if (state.value.is !== "waiting") state.value = { is: "saving" };
      // While a request is under way, what follows goes with the next one.
      if (sending !== null) return;
      later(PAUSE);
      undoLongest ??= timers.after(LONGEST, () => void flush());
    },
    arrived,
    flush,
    isBusy: () => sending !== null,
    stop() {
      now();
      stops.run();
    },
  };
}

function isSilent({ code }: Failure): boolean {
  return code === "offline" || code === "timeout" || code === "unexpected" ||
    code === "store_unavailable" || code === "internal";
}
