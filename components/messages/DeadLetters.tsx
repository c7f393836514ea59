import { Button } from "@/components/ui/Button.tsx";
import { EmptyState } from "@/components/ui/EmptyState.tsx";
import { DescriptionList } from "@/components/ui/DescriptionList.tsx";
import { Time } from "@/components/ui/Time.tsx";

export interface DeadLetterRow {
  readonly id: string;
  readonly what: string;
  readonly to: string;
  readonly consultation: {
    readonly href: string;
    readonly words: string;
  } | null;
  readonly attempts: number;
  /** ISO 8601 for machines, and the text shown. */
  readonly failedAt: string;
  readonly failed: string;
  readonly reason: string;
  /** Why it cannot be sent again, and what to do instead; null if it can. */
  readonly retryBlocker: string | null;
}

/** Each mail that could not be sent, with its actions. */
export function DeadLetters(
  { letters }: { readonly letters: readonly DeadLetterRow[] },
) {
  if (letters.length === 0) {
    return (
      <EmptyState title="No failed messages">
        Every message has been sent or is on its way.
      </EmptyState>
    );
  }
  return (
    <ul class="letters">
      {letters.map((letter) => <Letter key={letter.id} {...letter} />)}
    </ul>
  );
}

function Letter(letter: DeadLetterRow) {
  const { id, what, to, consultation, attempts, retryBlocker: notAgain } =
    letter;
  return (
    <li class="letters__one" aria-labelledby={`what-${id}`}>
      <h2 id={`what-${id}`}>{what}</h2>
      <DescriptionList
        items={[
          { term: "To", details: to },
          ...(consultation === null ? [] : [{
            term: "About",
            details: <a href={consultation.href}>{consultation.words}</a>,
          }]),
          {
            term: "Last tried",
            details: (
              <>
                <Time at={letter.failedAt}>{letter.failed}</Time>
                {`, ${attempts} ${attempts === 1 ? "attempt" : "attempts"}`}
              </>
            ),
          },
          { term: "Reason", details: letter.reason },
        ]}
      />
      {notAgain && <p>{notAgain}</p>}
      <form class="letters__acts" method="post" action="/admin/messages">
        <input type="hidden" name="id" value={id} />
        {notAgain === null && (
          <Button name="do" value="retry">Send again</Button>
        )}
        <Button name="do" value="dismiss" variant="quiet">Dismiss</Button>
      </form>
    </li>
  );
}
