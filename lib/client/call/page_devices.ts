import {
  effect,
  type ReadonlySignal,
  signal,
  untracked,
} from "@preact/signals";
import { cleanups } from "@/lib/client/page/browser.ts";
import { isAlreadyAllowed } from "@/lib/client/media/device_permission.ts";
import type { Devices } from "@/lib/client/media/devices.ts";
import type { WaitingRoom } from "@/lib/client/waiting/waiting.ts";
import { isBeforeWindow } from "@/lib/client/waiting/waiting_view.ts";
import { isOver } from "@/lib/client/waiting/waiting_phase.ts";

/**
 * Acquires camera and microphone without a tap if both are already allowed and
 * the window is open, unless the person has left the call for now, and releases
 * them when this page may not use them. What the system takes comes back by `recaptureLost`, or in the call by
 * `lib/client/interruption`.
 */
export function followDevices(
  { devices, waiting, left, sdk, already = isAlreadyAllowed }: {
    readonly devices: Devices;
    readonly waiting: Pick<WaitingRoom, "phase" | "gone">;
    readonly left: ReadonlySignal<boolean>;
    readonly sdk: () => Promise<unknown>;
    readonly already?: () => Promise<boolean>;
  },
): { readonly wereOn: () => boolean; readonly stop: () => void } {
  const stops = cleanups();
  let wereOn = false;
  // The call loads while the user waits, once it is clear that they will join.
  stops.add(effect(() => {
    const { value } = devices.state;
    if (value === "ready") wereOn = true;
    if (value === "ready" || value === "skipped") sdk().catch(() => {});
  }));
  const allowed = signal(false);
  // A tab that is not active releases the camera: an iPhone has one for all
  // tabs. A user who granted permission permanently does not need to tap, also
  // when the tab becomes active only later.
  stops.add(effect(() => {
    const isAllowed = allowed.value && !left.value;
    if (!mayUseDevices(waiting)) devices.release();
    else if (isAllowed && !isBeforeWindow(waiting.phase.value)) {
      untracked(() => acquireIfIdle(devices));
    }
  }));
  void already().then((yes) => void (allowed.value = yes));
  return { wereOn: () => wereOn && !left.peek(), stop: stops.run };
}

function mayUseDevices(
  { phase, gone }: Pick<WaitingRoom, "phase" | "gone">,
): boolean {
  return !isOver(phase.value) && phase.value !== "elsewhere" &&
    gone.value === null;
}

function acquireIfIdle(devices: Devices): void {
  if (devices.state.value === "idle") void devices.acquire();
}
