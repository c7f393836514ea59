import type { ComponentChildren } from "preact";
import { cx } from "@/components/ui/cx.ts";
import type { Corner } from "@/lib/client/call/stage/self_corner.ts";
import { call } from "@/words/call.ts";

export interface CallStageProps {
  /** `StageTile`s with keys. */
  tiles: ComponentChildren;
  /** A `CallControls`. */
  controls: ComponentChildren;
  /** One line above the video: who, how long, the connection. */
  top?: ComponentChildren;
  /** A `CallBanner`, when there is a message. */
  banner?: ComponentChildren;
  /** The artist's panel beside the video on a desktop; hidden below 64rem. */
  panel?: ComponentChildren;
  panelLabel?: string | undefined;
  /** A drawer lies over it: no key may reach what is in it. */
  panelCovered?: boolean | undefined;
  /** The corner of the small tiles; null for the layout's own. */
  corner: Corner | null;
  /** Whether the controls are hidden; assistive technology still finds them. */
  idle?: boolean | undefined;
  /** Sheets and their notices: over the video from the bottom, above the controls. */
  sheet?: ComponentChildren;
  class?: string | undefined;
}

/**
 * The whole screen during a call, on neutral grey. On a phone the large video
 * fills it and the controls are within the thumb's reach; on a desktop nothing
 * covers the face. It is placed inside the `main` of a `StudioFrame` or
 * `StaffFrame`, whose header and footer are then hidden.
 */
export function CallStage(props: CallStageProps) {
  const {
    tiles,
    controls,
    top,
    banner,
    panel,
    panelLabel = call.panel,
    sheet,
    class: extra,
  } = props;
  return (
    <div
      class={cx(
        "stage neutral",
        Boolean(panel) && "stage--with-panel",
        props.idle && "stage--idle",
        extra,
      )}
    >
      <div
        class={cx(
          "stage__tiles",
          props.corner !== null && `stage__tiles--${props.corner}`,
        )}
      >
        {tiles}
      </div>
      {top ? <div class="stage__top">{top}</div> : null}
      <div class="stage__banner" aria-live="polite">{banner}</div>
      {sheet ? <div class="stage__sheet">{sheet}</div> : null}
      <div class="stage__controls">{controls}</div>
      {panel
        ? (
          <section
            class="stage__panel"
            aria-label={panelLabel}
            inert={props.panelCovered}
          >
            {panel}
          </section>
        )
        : null}
    </div>
  );
}

/**
 * One `VideoTile` and its placement: `main` fills the stage, `beside` and
 * `self` are small on top of it, `equal` is one of several alike; during a
 * screen share, a `SharedScreen` is placed at `screen`, and all people in the
 * `strip` beside it. With a `key`, it keeps its element when it moves, and
 * continues playing.
 */
export function StageTile({ place, children }: {
  place: "main" | "beside" | "self" | "equal" | "screen" | "strip";
  children: ComponentChildren;
}) {
  return <div class={`stage__${place}`}>{children}</div>;
}
