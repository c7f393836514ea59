import { cx } from "./cx.ts";

/** A dot and the word, as long as it may be recording; announced when it begins. */
export function RecordingMark({ on, class: extra }: {
  on: boolean;
  class?: string | undefined;
}) {
  return (
    <span role="status" class={cx("recording", on && "recording--on", extra)}>
      {on ? <span data-testid="recording">Recording</span> : null}
    </span>
  );
}
