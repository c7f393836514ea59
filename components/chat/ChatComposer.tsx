import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "@/components/ui/Button.tsx";
import { charactersTooMany } from "@/lib/domain/chat/chat_message.ts";
import type { Chat } from "@/lib/client/chat/chat.ts";
import { chat as words } from "@/words/exchange/chat.ts";

export interface ChatComposerProps {
  readonly chat: Chat;
  /** First name of the other person. */
  readonly otherName: string;
  /** Messages that one tap sends. */
  readonly quick: Readonly<Record<string, string>>;
  /** Makes its field's id the only one of the page. */
  readonly id: string;
  /** Takes the focus, except on a phone, where the keyboard would cover the messages. */
  readonly focused: boolean;
}

/** Field and button at the bottom, within the thumb's reach. */
export function ChatComposer(
  { chat, otherName, quick, id, focused }: ChatComposerProps,
) {
  const text = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (focused && matchMedia("(pointer: fine)").matches) text.current?.focus();
  }, []);
  const tooMany = charactersTooMany(chat.draft.value);
  const send = () => {
    if (tooMany > 0) return text.current?.focus();
    chat.send(chat.draft.value);
    chat.draft.value = "";
  };
  const field = `${id}-field`;
  const problem = `${id}-problem`;
  return (
    <form
      class="chat__composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="chat__quick" role="group" aria-label={words.quick}>
        {Object.values(quick).map((text) => (
          <Button
            key={text}
            type="button"
            size="small"
            onClick={() => chat.send(text)}
          >
            {text}
          </Button>
        ))}
      </div>
      <div class="chat__field">
        {tooMany > 0 && (
          <p id={problem} class="chat__too-long">
            {words.tooLong({ count: tooMany })}
          </p>
        )}
        {/* Once, and not with each character. */}
        <p class="visually-hidden" role="status">
          {tooMany > 0 && words.tooLongHeard}
        </p>
        <label class="visually-hidden" for={field}>
          {words.label({ name: otherName })}
        </label>
        <textarea
          ref={text}
          id={field}
          class="field__input"
          rows={1}
          placeholder={words.placeholder}
          enterkeyhint="send"
          autocomplete="off"
          value={chat.draft.value}
          aria-invalid={tooMany > 0 ? "true" : undefined}
          aria-describedby={tooMany > 0 ? problem : undefined}
          onInput={(event) => chat.draft.value = event.currentTarget.value}
          onKeyDown={(event) => {
            if (!sends(event)) return;
            event.preventDefault();
            send();
          }}
          data-testid="chat-text"
        />
        <Button
          variant="primary"
          // The press must not take the focus from the field: the keyboard of a phone would close.
          onMouseDown={(event: MouseEvent) => event.preventDefault()}
          data-testid="chat-send"
        >
          {words.send}
        </Button>
      </div>
    </form>
  );
}

/** Enter, unless it begins a line (Shift) or ends a word of an input method. */
function sends(event: JSX.TargetedKeyboardEvent<HTMLTextAreaElement>): boolean {
  return event.key === "Enter" && !event.shiftKey && !event.isComposing;
}
