import type { Party } from "@/lib/domain/call/presence.ts";
import type { AudioOnly } from "./audio_only.ts";

/** Where "Audio only" survives a reload: in its tab only. */
export interface AudioOnlyPreference {
  load(): AudioOnly["mode"];
  save(is: AudioOnly["mode"]): void;
}

/** @param storage `sessionStorage`; if a browser refuses it, nothing is remembered */
export function audioOnlyPreference(
  { consultationId, party }: {
    readonly consultationId: string;
    readonly party: Party;
  },
  storage: () => Pick<Storage, "getItem" | "setItem" | "removeItem"> = () =>
    sessionStorage,
): AudioOnlyPreference {
  const key = `visavis-sound-only-${party}-${consultationId}`;
  return {
    load() {
      try {
        const kept = storage().getItem(key);
        return kept === "audio" || kept === "chosen" ? kept : "video";
      } catch {
        return "video";
      }
    },
    save(is) {
      try {
        if (is === "audio" || is === "chosen") storage().setItem(key, is);
        else storage().removeItem(key);
      } catch {
        // Private windows of some browsers: the choice lasts as long as the
        // page.
      }
    },
  };
}
