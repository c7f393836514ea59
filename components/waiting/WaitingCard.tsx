import type { ComponentChildren } from "preact";
import { waiting } from "@/words/waiting.ts";

export interface WaitingCardProps {
  /** A `CameraPreview`; without one, the words have the whole width. */
  preview: ComponentChildren;
  /** The main sentence: "Inès can see that you are here." Announced when it changes. */
  status: ComponentChildren;
  /** How long until then, after the main sentence: it changes each minute, and is not announced. */
  left?: string | undefined;
  /** Beside it, announced by itself. */
  note?: ComponentChildren;
  /** What follows: "She will start at 17:15. Your call starts here automatically." */
  children?: ComponentChildren;
  /** Meter and toggles under the camera preview. */
  checks?: ComponentChildren;
  /** The artist, the service and the time, in small. */
  facts?: ComponentChildren;
  /** Device selects or help. */
  devices?: ComponentChildren;
}

/** The waiting room: the self view, the microphone level, who is here, and when it starts. */
export function WaitingCard(
  { preview, status, left, note, children, checks, facts, devices }:
    WaitingCardProps,
) {
  return (
    <section
      class={preview ? "waiting" : "waiting waiting--details"}
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
        <div class="waiting__now">
          <h1 class="waiting__status">
            <span role="status">{status}</span>
            <span role="timer">{left}</span>
          </h1>
          {note}
        </div>
        {children ? <div class="lede">{children}</div> : null}
        <div class="waiting__facts">{facts}</div>
        {devices ? <div class="waiting__devices">{devices}</div> : null}
      </div>
    </section>
  );
}
