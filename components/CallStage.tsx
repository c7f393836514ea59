import type { ComponentChildren } from "preact";
import { cx } from "./cx.ts";

export interface CallStageProps {
  /** The other person, usually a `VideoTile`. */
  remote: ComponentChildren;
  /** Oneself: a corner tile on a phone and on a desktop. */
  self: ComponentChildren;
  /** A `CallControls`. */
  controls: ComponentChildren;
  /** One line above the picture: who, how long, the connection. */
  top?: ComponentChildren;
  /** A `CallBanner`, when there is something to say. */
  banner?: ComponentChildren;
  /** What an artist keeps beside the picture on a desktop; below 64rem it is not shown. */
  panel?: ComponentChildren;
  panelLabel?: string | undefined;
  class?: string | undefined;
}

/**
 * The whole screen during a call, on neutral grey. On a phone the other person fills it and the controls lie
 * within the thumb's reach; on a desktop nothing covers the face. It stands inside the `main` of a `StudioFrame` or
 * `StaffFrame`, whose header and footer then disappear.
 */
export function CallStage(props: CallStageProps) {
  const {
    remote,
    self,
    controls,
    top,
    banner,
    panel,
    panelLabel = "About this consultation",
    class: extra,
  } = props;
  return (
    <div
      class={cx("stage neutral", Boolean(panel) && "stage--with-panel", extra)}
    >
      <div class="stage__remote">{remote}</div>
      <div class="stage__self">{self}</div>
      {top ? <div class="stage__top">{top}</div> : null}
      <div class="stage__banner" aria-live="polite">{banner}</div>
      <div class="stage__controls">{controls}</div>
      {panel
        ? (
          <section class="stage__panel" aria-label={panelLabel}>
            {panel}
          </section>
        )
        : null}
    </div>
  );
}
