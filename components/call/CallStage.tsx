import type { ComponentChildren } from "preact";
import { cx } from "./cx.ts";

export interface CallStageProps {
  /** `StagePicture`s with keys. */
  pictures: ComponentChildren;
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
 * The whole screen during a call, on neutral grey. On a phone the large picture fills it and the controls lie
 * within the thumb's reach; on a desktop nothing covers the face. It stands inside the `main` of a `StudioFrame` or
 * `StaffFrame`, whose header and footer then disappear.
 */
export function CallStage(props: CallStageProps) {
  const {
    pictures,
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
      <div class="stage__pictures">{pictures}</div>
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

/**
 * One `VideoTile` and where it stands: `main` over the whole stage, `beside` and `self` small on top of it, `equal`
 * as one of several alike; while somebody shares, a `SharedScreen` stands at `screen`, and everybody in the `strip`
 * beside it. With a `key`, it keeps its element when it moves, and goes on playing.
 */
export function StagePicture({ place, children }: {
  place: "main" | "beside" | "self" | "equal" | "screen" | "strip";
  children: ComponentChildren;
}) {
  return <div class={`stage__${place}`}>{children}</div>;
}
