import type { ComponentChildren } from "preact";
import { Avatar } from "@/components/ui/Avatar.tsx";
import { cx } from "@/components/ui/cx.ts";
import { Icon } from "@/components/ui/Icon.tsx";
import { call } from "@/words/call.ts";

export interface VideoTileProps {
  name: string;
  /** The name whose initials are shown without video, where the label is not a name ("You"). */
  initialsOf?: string | undefined;
  /**
   * The `<video>` element, with `playsinline` (and `muted` for the self view).
   * It stays mounted while the camera is off.
   */
  children?: ComponentChildren;
  /** Mirrored; only for the self view with the front camera. */
  mirrored?: boolean | undefined;
  /** `cover` fills the tile and crops, `contain` shows the whole video. Default `cover`. */
  fit?: "cover" | "contain" | undefined;
  muted?: boolean | undefined;
  cameraOff?: boolean | undefined;
  /** On, but without a picture yet: the video stays visible, so that browsers play it. */
  coming?: boolean | undefined;
  /** The small tile of the self view. */
  small?: boolean | undefined;
  /** Hides the name on the tile when a `CallTop` already shows it; screen readers still get it. */
  nameHidden?: boolean | undefined;
  /** Said while there is no video; default: that the camera is off. */
  cameraOffText?: string | undefined;
  class?: string | undefined;
}

/** One person's video with name, muted indicator and a placeholder without video. */
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
    cameraOffText: offWords,
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
      {cameraOff || props.coming
        ? (
          <div class="tile__off">
            <Avatar
              name={props.initialsOf ?? name}
              size={small ? "small" : "large"}
            />
            <p class={small ? "visually-hidden" : undefined}>
              {offWords ?? call.tile.cameraOff}
            </p>
          </div>
        )
        : null}
      <figcaption
        class={cx("tile__name", nameHidden && !muted && "visually-hidden")}
      >
        <span class={nameHidden ? "visually-hidden" : undefined}>{name}</span>
        {muted ? <Icon name="mic-off" label={call.tile.muted} /> : null}
      </figcaption>
    </figure>
  );
}
