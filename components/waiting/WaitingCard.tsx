import type { ComponentChildren } from "preact";
import { cx } from "@/components/ui/cx.ts";
import { waiting } from "@/words/waiting.ts";

export interface WaitingCardProps {
  /** A `CameraPreview`; without one, the words have the whole width. */
  preview: ComponentChildren;
  /** The main sentence: "Inès can see that you are here." Announced when it changes. */
  status: ComponentChildren;
  /** What follows: "She will start at 17:15. Your call starts here automatically." */
  children?: ComponentChildren;
  /** Meter and toggles under the camera preview. */
  checks?: ComponentChildren;
  /** The artist, the service and the time, in small. */
  facts?: ComponentChildren;
  /** Device selects or help. */
  devices?: ComponentChildren;
  class?: string | undefined;
}

/** The waiting room: the self view, the microphone level, who is here, and when it starts. */
export function WaitingCard(
  { preview, status, children, checks, facts, devices, class: extra }:
    WaitingCardProps,
) {
  return (
    <section
      class={cx("waiting", !preview && "waiting--details", extra)}
      aria-label={waiting.label}
    >
      {preview
        ? (
          <div class="waiting__mirror">
            {preview}
            {checks ? <div class="waiting__checks">{checks}</div> : null}
          </div>
        )
        : null}
      <div class="waiting__words">
        <div role="status">
          <h1 class="waiting__status">{status}</h1>
        </div>
        {children ? <div class="lede">{children}</div> : null}
        {facts}
        {devices ? <div class="waiting__devices">{devices}</div> : null}
      </div>
    </section>
  );
}
