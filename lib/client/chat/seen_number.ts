import type { Party } from "@/lib/domain/call/presence.ts";
import { tabMemory, type TabStorage } from "@/lib/client/page/tab_memory.ts";

/** Up to which message this tab's person has read: it survives a reload. */
export interface SeenNumber {
  load(): number;
  save(number: number): void;
}

export function seenNumber(
  { consultationId, party }: {
    readonly consultationId: string;
    readonly party: Party;
  },
  storage?: () => TabStorage,
): SeenNumber {
  const key = `visavis-chat-seen-${party}-${consultationId}`;
  const { load, save } = tabMemory(key, storage);
  return {
    load: () => Number(load()) || 0,
    save: (number) => save(`${number}`),
  };
}
