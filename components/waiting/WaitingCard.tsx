import type { ComponentChildren } from "preact";
import { cx } from "./cx.ts";

export interface WaitingCardProps {
  /** A `Mirror`. */
  mirror: ComponentChildren;
  /** The sentence that matters: "Inès can see that you are here." Announced when it changes. */
  status: ComponentChildren;
  /** What follows: "She will start at 17:15. This page moves on by itself." */
  children?: ComponentChildren;
  /** Meter and toggles under the mirror. */
  checks?: ComponentChildren;
  /** With whom, what and when, in small. */
  facts?: ComponentChildren;
  /** Device selects or help. */
  devices?: ComponentChildren;
  class?: string | undefined;
}

/** The waiting room: how I look, whether I am heard, that I am seen, and when it starts. */
export function WaitingCard(
  { mirror, status, children, checks, facts, devices, class: extra }:
    WaitingCardProps,
) {
  return (
    <section class={cx("waiting", extra)} aria-label="Waiting room">
      <div class="waiting__mirror">
        {mirror}
        {checks ? <div class="waiting__checks">{checks}</div> : null}
      </div>
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
