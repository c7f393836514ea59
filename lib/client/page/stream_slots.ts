import type { Page } from "./browser.ts";

/**
 * How many hidden pages of one browser keep an event stream. Over HTTP/1.1 a
 * browser opens six connections to a server; if hidden tabs held all of them,
 * the next tab would never load.
 */
const SLOTS: Readonly<Record<StreamKind, number>> = { day: 1, consultation: 2 };

/** The artist's day has a slot of its own, so that a hidden day hears arrivals at once. */
export type StreamKind = "day" | "consultation";

export interface StreamSlots {
  /** Takes a free slot and resolves to its undo, or to null if there is none. */
  take(kind: StreamKind): Promise<(() => void) | null>;
}

/** The used part of the Web Locks API. */
export type LocksLike = Pick<LockManager, "request">;

/**
 * The slots are locks, which the browser frees when a page is gone. Without
 * them (plain http, Safari before 15.4) no hidden page keeps a stream.
 */
export function streamSlots(
  locks: () => LocksLike | undefined = () => navigator.locks,
): StreamSlots {
  return {
    async take(kind) {
      const manager = locks();
      for (let i = 0; manager && i < SLOTS[kind]; i++) {
        const release = await takeLock(manager, `stream-${kind}-${i}`);
        if (release) return release;
      }
      return null;
    },
  };
}

function takeLock(
  locks: LocksLike,
  name: string,
): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock === null) return resolve(null);
      return new Promise<void>((release) => resolve(release));
    }).catch(() => resolve(null));
  });
}

interface HiddenSlot {
  /** The page is hidden: takes a slot, or gives the stream back. */
  hide(): Promise<void>;
  /** The page is hidden and no slot was free. */
  missing(): boolean;
  release(): void;
  stop(): void;
}

/** The slot of one page, which it needs only while it is hidden. */
export function slotWhileHidden(
  { kind, slots = streamSlots(), page }: {
    readonly kind: StreamKind;
    readonly slots?: StreamSlots;
    readonly page: Pick<Page, "isVisible">;
  },
  { giveBack, regain }: {
    readonly giveBack: () => void;
    readonly regain: () => void;
  },
): HiddenSlot {
  let undo: (() => void) | null = null;
  let missing = false;
  let done = false;
  return {
    async hide() {
      const taken = undo ?? await slots.take(kind);
      // The page may have come back in the meantime.
      if (done || page.isVisible()) return taken?.();
      // A page that was hidden twice at once has asked twice.
      if (undo !== null && undo !== taken) taken?.();
      undo ??= taken;
      const before = missing;
      missing = undo === null;
      if (missing && !before) giveBack();
      if (!missing && before) regain();
    },
    missing: () => missing,
    release() {
      undo?.();
      undo = null;
      missing = false;
    },
    stop() {
      done = true;
      this.release();
    },
  };
}
