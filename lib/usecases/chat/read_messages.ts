import type { ChatMessage } from "@/lib/domain/chat/chat_message.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import { ok, type Outcome } from "@/lib/domain/basic/refusal.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";

export interface MessagesRead {
  /** The reader's party; null for an admin. */
  readonly party: Party | null;
  readonly messages: readonly ChatMessage[];
}

/** The messages of a consultation after this number, in order. */
export async function readMessages(
  deps: Deps,
  { actor, id, after }: RequestContext & { readonly after: number },
): Promise<Outcome<MessagesRead>> {
  const seen = await authorise(deps, { actor, action: "read_messages", id });
  if (!seen.ok) return seen;
  const messages = await deps.chat.after(id, after);
  return ok({ party: seen.value.party, messages });
}
