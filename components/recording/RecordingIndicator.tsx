import { cx } from "@/components/ui/cx.ts";
import { call } from "@/words/call.ts";

/** A dot and the word while it may be recording; announced when it starts. */
export function RecordingIndicator({ on, class: extra }: {
  on: boolean;
  class?: string | undefined;
}) {
  return (
    <span role="status" class={cx("recording", on && "recording--on", extra)}>
      {on ? <span data-testid="recording">{call.recording}</span> : null}
    </span>
  );
}
