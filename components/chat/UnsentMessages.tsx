import { type ChatOwner, useChat } from "@/lib/client/chat/chat_hook.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import { chat as words } from "@/words/exchange/chat.ts";

/** After the end: the texts that were not sent, to be copied. Following the messages finds those that arrived without an answer. */
export function UnsentMessages(
  { callPage, viewer, otherName }: {
    readonly callPage: ChatOwner;
    readonly viewer: Party;
    /** First name of the other person. */
    readonly otherName: string;
  },
) {
  const texts = useChat(callPage, viewer).left.value;
  return texts.length === 0
    ? null
    : <UnsentTexts texts={texts} otherName={otherName} />;
}

export function UnsentTexts({ texts, otherName }: {
  readonly texts: readonly string[];
  readonly otherName: string;
}) {
  return (
    <section class="stack" aria-labelledby="unsent" data-testid="chat-unsent">
      <h2 id="unsent">{words.left.title}</h2>
      <p>{words.left.text({ name: otherName })}</p>
      <ul class="chat-unsent">
        {texts.map((text, i) => (
          <li key={i} class="chat__text" dir="auto">{text}</li>
        ))}
      </ul>
    </section>
  );
}
