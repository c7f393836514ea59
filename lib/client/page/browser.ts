/**
 * The parts of a browser that the modules beside this file need, small enough
 * to be replaced in a test. Nothing here is touched on import: islands are also
 * rendered on the server.
 */

import { onNetworkChange } from "@/lib/client/network/network_change.ts";

/** Timers that return their undo. */
export interface Timers {
  /** Calls once after `ms` milliseconds. Returns the undo. */
  after(ms: number, then: () => void): () => void;
  /** Calls every `ms` milliseconds. Returns the undo. */
  every(ms: number, then: () => void): () => void;
  /** A number in [0, 1) for jitter. */
  random(): number;
}

export const browserTimers: Timers = {
  after(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
  every(ms, then) {
    const timer = setInterval(then, ms);
    return () => clearInterval(timer);
  },
  random: Math.random,
};

/**
 * `visible`, `hidden`: the tab came to the front or went to the back. `shown`:
 * the page came back from the back-forward cache. `leaving`: the page is being
 * left (`pagehide`; iOS has no usable `beforeunload`). `online`: there is a
 * network again, or another one.
 */
export type PageEvent = "visible" | "hidden" | "shown" | "leaving" | "online";

export interface Page {
  isVisible(): boolean;
  on(event: PageEvent, then: () => void): () => void;
}

export function browserPage(): Page {
  const listen = (target: EventTarget, type: string, then: EventListener) => {
    target.addEventListener(type, then);
    return () => target.removeEventListener(type, then);
  };
  return {
    isVisible: () => document.visibilityState === "visible",
    on(event, then) {
      switch (event) {
        case "visible":
        case "hidden":
          return listen(
            document,
            "visibilitychange",
            () => document.visibilityState === event && then(),
          );
        case "shown":
          return listen(
            globalThis,
            "pageshow",
            (e) => (e as PageTransitionEvent).persisted && then(),
          );
        case "leaving":
          return listen(globalThis, "pagehide", () => then());
        case "online": {
          const undos = [
            listen(globalThis, "online", () => then()),
            onNetworkChange(then),
          ];
          return () => undos.forEach((undo) => undo());
        }
      }
    },
  };
}

/**
 * Collects undos and runs them all, once, newest first. One that throws stops
 * neither the others nor the caller: a half-undone page is worse than any
 * error. The first error is reported like an uncaught one.
 */
export function cleanups(
  tell: (error: unknown) => void = reportError,
): { add(undo: () => void): void; run(): void } {
  let list: (() => void)[] = [];
  return {
    add: (undo) => void list.push(undo),
    run() {
      const now = list.reverse();
      list = [];
      const errors: unknown[] = [];
      for (const undo of now) {
        try {
          undo();
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length > 0) tell(errors[0]);
    },
  };
}

/** A new id for this page load: 22 URL-safe characters, 132 random bits. */
export function newTabId(): string {
  const alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const bytes = crypto.getRandomValues(new Uint8Array(22));
  return Array.from(bytes, (byte) => alphabet[byte & 63]).join("");
}
