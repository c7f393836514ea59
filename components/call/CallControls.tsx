import type { ButtonHTMLAttributes, ComponentChildren } from "preact";
import { cx } from "@/components/ui/cx.ts";
import { Icon, type IconName } from "@/components/ui/Icon.tsx";
import { call as words } from "@/words/call.ts";

export type CallButtonKind =
  | "microphone"
  | "camera"
  | "flip"
  | "share"
  | "view"
  | "chat"
  | "panel"
  | "stills"
  | "look"
  | "more"
  | "end";

interface Shown {
  icon: IconName;
  /** The icon while a toggle is off. */
  iconOff?: IconName;
}

const KINDS: Record<CallButtonKind, Shown> = {
  microphone: { icon: "mic", iconOff: "mic-off" },
  camera: { icon: "video", iconOff: "video-off" },
  flip: { icon: "switch-camera" },
  share: { icon: "monitor-up" },
  view: { icon: "layout-grid" },
  chat: { icon: "message" },
  panel: { icon: "panel-right" },
  stills: { icon: "camera" },
  look: { icon: "list" },
  more: { icon: "ellipsis" },
  end: { icon: "phone-off" },
};

interface Own {
  kind: CallButtonKind;
  /** For toggles: whether it is on. The name stays the same; `aria-pressed` carries the state. */
  pressed?: boolean | undefined;
  /** Replaces the default label. */
  label?: string | undefined;
  /** A number on the button, and what it counts, for screen readers. */
  badge?: { readonly count: number; readonly words: string } | undefined;
  class?: string | undefined;
}

export type CallButtonProps =
  & Own
  & Omit<ButtonHTMLAttributes, keyof Own | "className">;

/** A round call button with its label below. Microphone and camera are inverted while off. */
export function CallButton(
  { kind, pressed, label, badge, class: extra, ...rest }: CallButtonProps,
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
      aria-pressed={pressed === undefined ? undefined : `${pressed}`}
    >
      <span class="call-button__face">
        <Icon name={off && shown.iconOff ? shown.iconOff : shown.icon} />
        {badge && (
          <span class="call-button__badge" aria-hidden="true">
            {badge.count}
          </span>
        )}
      </span>
      <span class="call-button__label">{label ?? words.controls[kind]}</span>
      {badge && <span class="visually-hidden">{badge.words}</span>}
    </button>
  );
}

/** The row of call buttons. */
export function CallControls({ children, label, class: extra }: {
  children: ComponentChildren;
  label?: string | undefined;
  class?: string | undefined;
}) {
  return (
    <div
      class={cx("call-controls", extra)}
      role="group"
      aria-label={label ?? words.controls.label}
    >
      {children}
    </div>
  );
}
