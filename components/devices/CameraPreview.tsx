import type { ComponentChildren } from "preact";
import { Avatar } from "./Avatar.tsx";
import { cx } from "./cx.ts";

export interface MirrorProps {
  /** The `<video>` of oneself. */
  children?: ComponentChildren;
  name: string;
  /** Its light breathes while one waits. */
  breathing?: boolean | undefined;
  /** Flipped as in a mirror (front camera). */
  mirrored?: boolean | undefined;
  /** No picture: the reason in a few words. */
  off?: ComponentChildren;
  class?: string | undefined;
}

/** The dressing-room mirror: the self-view before a call, in an arch with a ring of neutral light around it. */
export function Mirror(
  { children, name, breathing, mirrored = true, off, class: extra }:
    MirrorProps,
) {
  return (
    <figure
      class={cx(
        "mirror",
        breathing && "mirror--breathing",
        mirrored && "mirror--mirrored",
        extra,
      )}
    >
      <div class="mirror__glass">
        {children}
        {off
          ? (
            <div class="mirror__off">
              <Avatar name={name} size="large" />
              <div>{off}</div>
            </div>
          )
          : null}
      </div>
      <figcaption class="visually-hidden">
        Your camera, as you see yourself
      </figcaption>
    </figure>
  );
}
