import { type ReadonlySignal, signal } from "@preact/signals";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import { type Answer, type Failure, isPassing } from "@/lib/client/page/api.ts";
import { cleanups, type Page, type Timers } from "@/lib/client/page/browser.ts";

/**
 * - `saved`: the server has everything.
 * - `saving`: it will in a moment.
 * - `waiting`: the last request got no answer; it is repeated.
 * - `refused`: the server does not take it as it is; `why` says what helps.
 */
export type SaveState =
  | { readonly is: "saved" | "saving" | "waiting" }
  | { readonly is: "refused"; readonly why: string };

/** Saves what is typed: after a pause in typing, and again until it has arrived. */
export interface Autosave {
  readonly state: ReadonlySignal<SaveState>;
  /** Something has changed: it is sent after a short pause. */
  wake(): void;
  /** Sends everything now; returns why that was not possible, or null. */
  flush(): Promise<Failure | null>;
  isBusy(): boolean;
  /** Sends at once what is left, and repeats it until it has arrived. */
  stop(): void;
}

export interface AutosaveOptions<Body, Value> {
  /** What is not saved yet, or null. */
  readonly unsaved: () => Body | null;
  readonly save: (body: Body) => Promise<Answer<Value>>;
  /** Afterwards `unsaved` leaves this out. */
  readonly saved: (value: Value, body: Body) => void;
  readonly page: Pick<Page, "on">;
  readonly timers: Pick<Timers, "after">;
}

/** A pause in typing, and the longest that a person's typing waits. */
const PAUSE = 600;
const LONGEST = 2 * SECOND;
const RETRIES = [1, 2, 4, 8, 15].map((seconds) => seconds * SECOND);

export function autosave<Body, Value>(
  options: AutosaveOptions<Body, Value>,
): Autosave {
  const { page, timers, unsaved } = options;
  const stops = cleanups();
  const state = signal<SaveState>({ is: "saved" });
  let sending: Promise<Failure | null> | null = null;
  let undo = () => {};
  let undoLongest: (() => void) | null = null;
  let failures = 0;

  function later(ms: number): void {
    undo();
    undo = timers.after(ms, () => {
      undo = () => {};
      void flush();
    });
  }

  /** One request after the other, until nothing is left or one fails. */
  async function sendAll(): Promise<Failure | null> {
    for (;;) {
      const body = unsaved();
      if (body === null) break;
      state.value = { is: "saving" };
      const answer = await options.save(body);
      if (!answer.ok) return failed(answer);
      failures = 0;
      options.saved(answer.value, body);
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
    if (unsaved() !== null) void flush();
  };
  for (const event of ["online", "visible", "hidden", "leaving"] as const) {
    stops.add(page.on(event, now));
  }

  return {
    state,
    wake() {
      if (unsaved() === null) return;
      if (state.value.is !== "waiting") state.value = { is: "saving" };
      // While a request is under way, what follows goes with the next one.
      if (sending !== null) return;
      later(PAUSE);
      undoLongest ??= timers.after(LONGEST, () => void flush());
    },
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
