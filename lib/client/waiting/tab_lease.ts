import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import type { WaitingSnapshot } from "@/lib/wire/wire.ts";

/** Whether this tab, or another one of the same person, holds the lease in the waiting room. */
export interface TabLease {
  readonly elsewhere: ReadonlySignal<boolean>;
  /** Applies the answer to a heartbeat or a poll. */
  heard(answer: Pick<WaitingSnapshot, "holder" | "now">): void;
  /** Records that another tab holds the lease. */
  refuse(): void;
  /** Forgets what was known, before this tab takes the lease. */
  claim(): void;
  /**
   * Runs as soon as the lease is ours: a token request sent before `arrive`
   * would be refused as the older tab. If it is ours already, runs at once,
   * before the page re-renders.
   */
  onceArrived<T>(ask: () => Promise<T>): Promise<T>;
}

export function tabLease(
  tab: string,
  snapshot: ReadonlySignal<WaitingSnapshot>,
): TabLease {
  /** The lease is ours since this server time; older reports of another tab are outdated. */
  const heldSince = signal<Instant | null>(null);
  const refused = signal(false);
  return {
    elsewhere: computed(() => {
      if (refused.value) return true;
      const { holder, now } = snapshot.value;
      return holder !== null && holder !== tab && heldSince.value !== null &&
        Date.parse(now) > heldSince.value;
    }),
    heard({ holder, now }) {
      if (holder !== tab) return;
      heldSince.value ??= Date.parse(now);
      refused.value = false;
    },
    refuse: () => void (refused.value = true),
    claim() {
      refused.value = false;
      heldSince.value = null;
    },
    onceArrived(ask) {
      if (heldSince.peek() !== null) return ask();
      return new Promise<void>((resolve) => {
        const stop = effect(() => {
          if (heldSince.value === null) return;
          resolve();
          queueMicrotask(() => stop());
        });
      }).then(ask);
    },
  };
}
