import type { Answer, ConsultationApi } from "@/lib/client/page/api.ts";
import type { ChatMessageAnswer, MessagesAnswer } from "@/lib/wire/wire.ts";

/** The requests of a page's messages. */
export interface ChatApi {
  /** The messages after this number. */
  messages(after: number): Promise<Answer<MessagesAnswer>>;
  /** @param key the message's own name: sent again, it is written once */
  sendMessage(text: string, key: string): Promise<Answer<ChatMessageAnswer>>;
  /** The artist has read the messages up to this number. */
  readMessages(number: number): Promise<Answer<null>>;
}

export function chatApi({ ask }: Pick<ConsultationApi, "ask">): ChatApi {
  return {
    messages: (after) =>
      ask("GET /api/video/consultation/:id/messages", {
        query: { after: `${after}` },
      }),
    sendMessage: (text, key) =>
      ask("POST /api/video/consultation/:id/messages", { body: { text, key } }),
    readMessages: (number) =>
      ask("POST /api/video/consultation/:id/messages/read", {
        body: { number },
      }),
  };
}
