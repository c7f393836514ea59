import { type ReadonlySignal, signal } from "@preact/signals";
import type { Timers } from "@/lib/client/page/browser.ts";

/** Something that is said for a while, counted from the last time. */
export interface ForAWhile {
  readonly isSaid: ReadonlySignal<boolean>;
  say(): void;
}

/** @param ms milliseconds */
export function forAWhile(
  timers: Pick<Timers, "after">,
  ms: number,
): ForAWhile {
  const isSaid = signal(false);
  let stop = () => {};
  return {
    isSaid,
    say() {
      stop();
      isSaid.value = true;
      stop = timers.after(ms, () => void (isSaid.value = false));
    },
  };
}
