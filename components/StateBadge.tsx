import { cx } from "./cx.ts";
import { Icon, type IconName } from "./Icon.tsx";

export type BadgeState =
  | "requested"
  | "confirmed"
  | "live"
  | "ended"
  | "declined"
  | "expired"
  | "cancelled"
  | "no_show"
  | "erased";

const SHOWN: Record<BadgeState, { words: string; icon: IconName }> = {
  requested: { words: "Requested", icon: "circle-dashed" },
  confirmed: { words: "Confirmed", icon: "circle-check" },
  live: { words: "Live now", icon: "video" },
  ended: { words: "Ended", icon: "check" },
  declined: { words: "Declined", icon: "circle-slash" },
  expired: { words: "Expired", icon: "hourglass" },
  cancelled: { words: "Cancelled", icon: "circle-x" },
  no_show: { words: "No one came", icon: "circle-minus" },
  erased: { words: "Erased", icon: "circle-slash" },
};

/** A consultation's state in words, with a shape of its own: colour only helps. */
export function StateBadge(
  { state, class: extra }: { state: BadgeState; class?: string | undefined },
) {
  const { words, icon } = SHOWN[state];
  return (
    <span class={cx("badge", `badge--${state}`, extra)}>
      <Icon name={icon} />
      {words}
    </span>
  );
}
