import { useSignal } from "@preact/signals";
import { createContext } from "preact";
import { useContext, useEffect } from "preact/hooks";
import type { DayRow } from "@/lib/wire/wire.ts";
import { browserPage, browserTimers } from "./browser.ts";
import { followTranslation } from "./translated_text.ts";
import { followDay } from "./day.ts";

/** How an island follows the day. The gallery provides a day that does not change. */
export const DayFollow = createContext(followDay);

/** The artist's day: as the server rendered it, and live once mounted. */
export function useDay(first: readonly DayRow[]): {
  readonly rows: readonly DayRow[];
  /** Whether the artist may still see it; what is shown stays. */
  readonly signedOut: boolean;
} {
  const follow = useContext(DayFollow);
  const rows = useSignal(first);
  const signedOut = useSignal(false);
  useEffect(() => followTranslation(), []);
  useEffect(() => {
    const day = follow({
      rows: first,
      page: browserPage(),
      timers: browserTimers,
    });
    const unfollow = [
      day.rows.subscribe((next) => rows.value = next),
      day.gone.subscribe((why) => signedOut.value = why !== null),
    ];
    return () => {
      for (const undo of unfollow) undo();
      day.stop();
    };
  }, []);
  return { rows: rows.value, signedOut: signedOut.value };
}
