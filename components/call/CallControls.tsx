import type { ButtonHTMLAttributes, ComponentChildren } from "preact";
import { cx } from "./cx.ts";
import { Icon, type IconName } from "./Icon.tsx";

export type CallButtonKind =
  | "microphone"
  | "camera"
  | "flip"
  | "share"
  | "view"
  | "panel"
  | "more"
  | "end";

interface Shown {
  label: string;
  icon: IconName;
  /** The icon while a toggle is off. */
  iconOff?: IconName;
}

const KINDS: Record<CallButtonKind, Shown> = {
  microphone: { label: "Microphone", icon: "mic", iconOff: "mic-off" },
  camera: { label: "Camera", icon: "video", iconOff: "video-off" },
  flip: { label: "Flip", icon: "switch-camera" },
  share: { label: "Share", icon: "monitor-up" },
  view: { label: "Gallery", icon: "layout-grid" },
  panel: { label: "Notes", icon: "panel-right" },
  more: { label: "More", icon: "ellipsis" },
  end: { label: "End", icon: "phone-off" },
};

interface Own {
  kind: CallButtonKind;
  /** For toggles: whether it is on. The name stays the same; `aria-pressed` carries the state. */
  pressed?: boolean | undefined;
  /** Other words than the kind's own. */
  label?: string | undefined;
  class?: string | undefined;
}

export type CallButtonProps =
  & Own
  & Omit<ButtonHTMLAttributes, keyof Own | "className">;

/** A round button of the call with its word below. Microphone and camera invert while they are off. */
export function CallButton(
  { kind, pressed, label, class: extra, ...rest }: CallButtonProps,
) {
  const shown = KINDS[kind];
  const off = pressed === false && shown.iconOff !== undefined;
  return (
    <button
      type="button"
      {...rest}
      class={cx(
        "call-button",
        `call-button--${kind}`,
        off && "call-button--off",
        extra,
      )}
      aria-pressed={pressed === undefined
        ? undefined
        : pressed
        ? "true"
        : "false"}
    >
      <span class="call-button__face">
        <Icon name={off && shown.iconOff ? shown.iconOff : shown.icon} />
      </span>
      <span class="call-button__label">{label ?? shown.label}</span>
    </button>
  );
}

/** The row of call buttons. */
export function CallControls({ children, label = "Call", class: extra }: {
  children: ComponentChildren;
  label?: string | undefined;
  class?: string | undefined;
}) {
  return (
    <div class={cx("call-controls", extra)} role="group" aria-label={label}>
      {children}
    </div>
  );
}
