import { computed, type ReadonlySignal } from "@preact/signals";
import type { WaitingRoom } from "./waiting.ts";
import { isInUse } from "./waiting_phase.ts";

/**
 * Whether the screen stays on. Nobody waits hours before the window, after the
 * end, or in a tab that another one has taken over from, with a lit screen.
 */
export function needsScreen(
  { phase, gone }: Pick<WaitingRoom, "phase" | "gone">,
): ReadonlySignal<boolean> {
  return computed(() => !gone.value && isInUse(phase.value));
}
