import { waiting as words } from "@/words/waiting.ts";

/** What the client prepares for this service; it can be closed and opened. */
export function Prepare({ tips, open }: {
  readonly tips: readonly string[];
  /** Whether it is open from the start. */
  readonly open: boolean;
}) {
  if (tips.length === 0) return null;
  return (
    <details class="disclosure" open={open} data-testid="prepare">
      <summary>{words.prepare}</summary>
      <ul>{tips.map((tip) => <li key={tip}>{tip}</li>)}</ul>
    </details>
  );
}
