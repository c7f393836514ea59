import type { ComponentChildren } from "preact";
import { Button } from "./Button.tsx";

/**
 * An action that cannot be undone, with a confirmation: the first press only
 * shows what it means. A plain form in a `<details>`, so that it works without
 * JavaScript.
 */
export function ConfirmedForm({ action, fields = {}, ask, confirm, children }: {
  readonly action: string;
  readonly fields?: Readonly<Record<string, string>>;
  /** The label that opens it. */
  readonly ask: string;
  /** The label of the action. */
  readonly confirm: string;
  /** The explanation. */
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
