import { Button } from "./Button.tsx";
import { EmptyState } from "./EmptyState.tsx";
import { Facts } from "./Facts.tsx";
import { Moment } from "./Moment.tsx";

export interface DeadLetterShown {
  readonly id: string;
  readonly what: string;
  readonly to: string;
  readonly consultation: {
    readonly href: string;
    readonly words: string;
  } | null;
  readonly attempts: number;
  /** ISO 8601 for machines, and the words shown. */
  readonly failedAt: string;
  readonly failed: string;
  readonly reason: string;
  /** Why it cannot be sent again, and what to do instead; null if it can. */
  readonly notAgain: string | null;
}

/** Each mail that could not be sent, with what can be done about it. */
export function DeadLetters(
  { letters }: { readonly letters: readonly DeadLetterShown[] },
) {
  if (letters.length === 0) {
    return (
      <EmptyState title="Nothing is stuck">
        Every message has been sent, or is on its way.
      </EmptyState>
    );
  }
  return (
    <ul class="letters">
      {letters.map((letter) => <Letter key={letter.id} {...letter} />)}
    </ul>
  );
}

function Letter(letter: DeadLetterShown) {
  const { id, what, to, consultation, attempts, notAgain } = letter;
  return (
    <li class="letters__one" aria-labelledby={`what-${id}`}>
      <h2 id={`what-${id}`}>{what}</h2>
      <Facts
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
                <Moment at={letter.failedAt}>{letter.failed}</Moment>
                {`, ${attempts === 1 ? "once" : `${attempts} times`} in all`}
              </>
            ),
          },
          { term: "Why", details: letter.reason },
        ]}
      />
      {notAgain && <p>{notAgain}</p>}
      <form class="letters__acts" method="post" action="/admin/messages">
        <input type="hidden" name="id" value={id} />
        {notAgain === null && (
          <Button name="do" value="retry">Send it again</Button>
        )}
        <Button name="do" value="dismiss" variant="quiet">Put away</Button>
      </form>
    </li>
  );
}
