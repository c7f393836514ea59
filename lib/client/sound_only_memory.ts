import type { Party } from "@/lib/domain/presence.ts";
import type { SoundOnly } from "./sound_only.ts";

/** Where "Sound only" outlives a reload of the page: in its tab, and no longer. */
export interface SoundOnlyMemory {
  recall(): SoundOnly["is"];
  keep(is: SoundOnly["is"]): void;
}

/** @param storage `sessionStorage`; a browser may refuse it, and then nothing is remembered */
export function soundOnlyMemory(
  consultationId: string,
  party: Party,
  storage: () => Pick<Storage, "getItem" | "setItem" | "removeItem"> = () =>
    sessionStorage,
): SoundOnlyMemory {
  const key = `visavis-sound-only-${party}-${consultationId}`;
  return {
    recall() {
      try {
        const kept = storage().getItem(key);
        return kept === "sound" || kept === "chosen" ? kept : "picture";
      } catch {
        return "picture";
      }
    },
    keep(is) {
      try {
        if (is === "sound" || is === "chosen") storage().setItem(key, is);
        else storage().removeItem(key);
      } catch {
        // Private windows of some browsers: the choice holds as long as the page.
      }
    },
  };
}
