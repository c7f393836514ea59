import type { CalendarIdentities, CalendarIdentity } from "@/lib/ports/mod.ts";
import { keys } from "./keys.ts";
import type { Store } from "./store.ts";

/** Of simultaneous first starts one is stored, and all use that one. */
export function createCalendarIdentities(store: Store): CalendarIdentities {
  const key = keys.calendarIdentity();
  let known: CalendarIdentity | null = null;
  return {
    async settle(first) {
      known ??= await store.update<CalendarIdentity, CalendarIdentity>(
        key,
        ({ value }, operation) => ({
          write: value === null ? operation.set(key, first) : null,
          answer: value ?? first,
        }),
      );
      return known;
    },
  };
}
