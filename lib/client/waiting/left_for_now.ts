import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Party } from "@/lib/domain/call/presence.ts";
import type { Devices } from "@/lib/client/media/devices.ts";
import { tabMemory, type TabStorage } from "@/lib/client/page/tab_memory.ts";
import type { WaitingRoom } from "./waiting.ts";
import { isOver } from "./waiting_phase.ts";
import { isDecided } from "./waiting_view.ts";

/** Whether a person has left a call that goes on without them. */
export interface LeftForNow {
  readonly left: ReadonlySignal<boolean>;
  /** Camera and microphone are released. */
  leave(): void;
  stop(): void;
}

/**
 * Until they come back, or the consultation is over. It survives a reload, in
 * its tab only: a phone discards tabs that nobody looks at, and a camera that
 * starts again by itself would show a person who has left.
 */
export function leftForNow(
  { consultationId, party, devices, waiting }: {
    readonly consultationId: string;
    readonly party: Party;
    readonly devices: Pick<Devices, "state" | "release">;
    readonly waiting: Pick<WaitingRoom, "phase">;
  },
  storage?: () => TabStorage,
): LeftForNow {
  const memory = tabMemory(`visavis-left-${party}-${consultationId}`, storage);
  const left = signal(memory.load() !== null);
  const isBack = () =>
    isDecided(devices.state.value) || isOver(waiting.phase.value);
  return {
    left,
    leave() {
      // First: with a camera that is on, a person is back.
      devices.release();
      left.value = true;
    },
    stop: effect(() => {
      if (left.value && isBack()) left.value = false;
      memory.save(left.value ? "left" : null);
    }),
  };
}
