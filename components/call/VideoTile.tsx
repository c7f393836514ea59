import type { ComponentChildren } from "preact";
import { Avatar } from "./Avatar.tsx";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";

export interface VideoTileProps {
  name: string;
  /** The `<video>` element, with `playsinline` (and `muted` for oneself). It stays mounted while the camera is off. */
  children?: ComponentChildren;
  /** Shown as in a mirror; for oneself on the front camera only. */
  mirrored?: boolean | undefined;
  /** `cover` fills the tile and crops, `contain` shows the whole picture. Default `cover`. */
  fit?: "cover" | "contain" | undefined;
  muted?: boolean | undefined;
  cameraOff?: boolean | undefined;
  /** The small tile of oneself. */
  small?: boolean | undefined;
  /** Hides the name on the tile where a `CallTop` says it already; screen readers still get it. */
  nameHidden?: boolean | undefined;
  /** Said while the camera is off; default "Camera is off". */
  offWords?: string | undefined;
  class?: string | undefined;
}

/** One person's picture with name, muted mark and a placeholder while there is no picture. */
export function VideoTile(props: VideoTileProps) {
  const {
    name,
    children,
    mirrored,
    fit = "cover",
    muted,
    cameraOff,
    small,
    nameHidden,
    offWords,
    class: extra,
  } = props;
  const look = cx(
    "tile",
    `tile--${fit}`,
    mirrored && "tile--mirrored",
    cameraOff && "tile--off",
    small && "tile--small",
    extra,
  );
  return (
    <figure class={look}>
      {children}
      {cameraOff
        ? (
          <div class="tile__off">
            <Avatar name={name} size={small ? "small" : "large"} />
            <p class={small ? "visually-hidden" : undefined}>
              {offWords ?? "Camera is off"}
            </p>
          </div>
        )
        : null}
      <figcaption
        class={cx("tile__name", nameHidden && !muted && "visually-hidden")}
      >
        <span class={nameHidden ? "visually-hidden" : undefined}>{name}</span>
        {muted ? <Icon name="mic-off" label="muted" /> : null}
      </figcaption>
    </figure>
  );
}
