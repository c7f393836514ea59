import type { ComponentChildren } from "preact";
import { cx } from "@/components/ui/cx.ts";
import { Icon, type IconName } from "@/components/ui/Icon.tsx";

export type CallBannerTone = "info" | "waiting" | "restored" | "problem";

const ICON: Record<CallBannerTone, IconName> = {
  info: "info",
  waiting: "wifi-off",
  restored: "wifi",
  problem: "triangle-alert",
};

export interface CallBannerProps {
  /** `waiting` pulses ("Reconnecting…"); `problem` is announced at once. */
  tone?: CallBannerTone | undefined;
  /** Instead of the tone's own icon. */
  icon?: IconName | undefined;
  /** A `Button`, size small: "Tap for sound". */
  action?: ComponentChildren;
  class?: string | undefined;
  children: ComponentChildren;
}

/** A short message over the call: reconnecting, restored, muted on the other side, tap for sound. */
export function CallBanner(
  { tone = "info", icon, action, class: extra, children }: CallBannerProps,
) {
  return (
    <div
      class={cx("banner", `banner--${tone}`, extra)}
      role={tone === "problem" ? "alert" : "status"}
    >
      <Icon name={icon ?? ICON[tone]} />
      <p>{children}</p>
      {action}
    </div>
  );
}
