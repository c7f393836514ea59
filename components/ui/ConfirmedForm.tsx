import type { ComponentChildren } from "preact";
import { Button } from "./Button.tsx";

/**
 * Something that cannot be undone, asked twice: the first press only opens what it
 * means. A plain form in a `<details>`, so that it works without JavaScript.
 */
export function ConfirmedForm({ action, fields = {}, ask, confirm, children }: {
  readonly action: string;
  readonly fields?: Readonly<Record<string, string>>;
  /** The words that open it. */
  readonly ask: string;
  /** The words that do it. */
  readonly confirm: string;
  /** What it means. */
  readonly children: ComponentChildren;
}) {
  return (
    <details class="confirmed">
      <summary class="button button--secondary">{ask}</summary>
      <form method="post" action={action} class="stack">
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <p>{children}</p>
        <div>
          <Button variant="danger">{confirm}</Button>
        </div>
      </form>
    </details>
  );
}
