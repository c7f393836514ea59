import type { ComponentChildren } from "preact";
import { Avatar } from "@/components/ui/Avatar.tsx";
import { cx } from "@/components/ui/cx.ts";
import { devices } from "@/words/devices/step.ts";

export interface CameraPreviewProps {
  /** The self view's `<video>`. */
  children?: ComponentChildren;
  name: string;
  /** Its light pulses while the client waits. */
  pulsing?: boolean | undefined;
  /** As a mirror shows them, and not as others see them. */
  mirrored?: boolean | undefined;
  /** The reason in a few words, when there is no video. */
  off?: ComponentChildren;
  class?: string | undefined;
}

/** The self view before a call, in an arch with a ring of neutral light around it. */
export function CameraPreview(
  { children, name, pulsing: breathing, mirrored = true, off, class: extra }:
    CameraPreviewProps,
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
        {mirrored ? devices.self.caption : devices.self.asOthers}
      </figcaption>
    </figure>
  );
}
