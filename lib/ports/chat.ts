/** The messages that the two people of a consultation write to each other. */
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { ChatMessage } from "@/lib/domain/chat/chat_message.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { Stored } from "./store.ts";

export type Appended =
  | { readonly kind: "sent"; readonly message: ChatMessage }
  /** The consultation has as many messages as it may have. */
  | { readonly kind: "full" }
  /** The record is newer: whether this person may write has to be decided again. */
  | { readonly kind: "changed" };

export interface Chat {
  /** The messages after this number, in order. */
  after(id: ConsultationId, number: number): Promise<readonly ChatMessage[]>;
  /**
   * Adds a message with the next number and notifies both pages, only if the
   * record is still this one. The same key of the same person again is the
   * message that was written.
   */
  append(
    stored: Stored<Consultation>,
    message: Omit<ChatMessage, "number">,
  ): Promise<Appended>;
  /**
   * Notes that the artist has read the messages up to this number, or to the
   * last one there is; never fewer than before. `changed`: the record is newer.
   */
  markRead(
    stored: Stored<Consultation>,
    number: number,
  ): Promise<"read" | "changed">;
  /** How many messages of its client the artist of each has not read. */
  unread(ids: readonly ConsultationId[]): Promise<readonly number[]>;
}
