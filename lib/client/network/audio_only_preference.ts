import type { Party } from "@/lib/domain/call/presence.ts";
import { tabMemory, type TabStorage } from "@/lib/client/page/tab_memory.ts";
import type { AudioOnly } from "./audio_only.ts";

/** Where "Audio only" survives a reload: in its tab only. */
export interface AudioOnlyPreference {
  load(): AudioOnly["mode"];
  save(is: AudioOnly["mode"]): void;
}

export function audioOnlyPreference(
  { consultationId, party }: {
    readonly consultationId: string;
    readonly party: Party;
  },
  storage?: () => TabStorage,
): AudioOnlyPreference {
  const key = `visavis-sound-only-${party}-${consultationId}`;
  const { load, save } = tabMemory(key, storage);
  return {
    load() {
      const kept = load();
      return kept === "audio" || kept === "chosen" ? kept : "video";
    },
    save: (is) => save(is === "audio" || is === "chosen" ? is : null),
  };
}
