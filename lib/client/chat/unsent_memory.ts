import type { Party } from "@/lib/domain/call/presence.ts";
import { tabMemory, type TabStorage } from "@/lib/client/page/tab_memory.ts";
import type { UnsentMessage } from "./outbox.ts";

/** What was written and has not been sent. */
export interface Unsent {
  readonly draft: string;
  /** In the order in which they were written. */
  readonly messages: readonly Pick<UnsentMessage, "id" | "text">[];
}

/** It survives a reload, in its tab only. */
export interface UnsentMemory {
  load(): Unsent;
  /** Nothing unsent is forgotten. */
  save(unsent: Unsent): void;
}

const NOTHING: Unsent = { draft: "", messages: [] };

export function unsentMemory(
  { consultationId, party }: {
    readonly consultationId: string;
    readonly party: Party;
  },
  storage?: () => TabStorage,
): UnsentMemory {
  const key = `visavis-chat-unsent-${party}-${consultationId}`;
  const { load, save } = tabMemory(key, storage);
  return {
    load() {
      try {
        return read(JSON.parse(load() ?? "null"));
      } catch {
        return NOTHING;
      }
    },
    save({ draft, messages }) {
      const isNothing = draft === "" && messages.length === 0;
      save(isNothing ? null : JSON.stringify({ draft, messages }));
    },
  };
}

/** Another version of the product may have written it. */
function read(kept: Partial<Unsent> | null): Unsent {
  const { draft, messages } = kept ?? NOTHING;
  return {
    draft: typeof draft === "string" ? draft : "",
    messages: (Array.isArray(messages) ? messages : []).filter((one) =>
      typeof one?.id === "string" && typeof one.text === "string"
    ),
  };
}
