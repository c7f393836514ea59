import { cx } from "@/components/ui/cx.ts";
import { Icon, type IconName } from "@/components/ui/Icon.tsx";
import {
  type ConsultationState,
  STATE_LABEL,
} from "@/lib/domain/consultation/consultation.ts";

const ICONS: Readonly<Record<ConsultationState, IconName>> = {
  requested: "circle-dashed",
  confirmed: "circle-check",
  live: "video",
  ended: "check",
  declined: "circle-slash",
  expired: "hourglass",
  cancelled: "circle-x",
  no_show: "circle-minus",
  erased: "circle-slash",
};

/** A consultation's state as text, with a shape of its own: colour is not the only cue. */
export function StateBadge(
  { state, label, class: extra }: {
    state: ConsultationState;
    label?: string | undefined;
    class?: string | undefined;
  },
) {
  return (
    <span class={cx("badge", `badge--${state}`, extra)}>
      {/* A newer server may have states that an open page does not know. */}
      <Icon name={ICONS[state] ?? "circle-dashed"} />
      {label ?? STATE_LABEL[state] ?? state}
    </span>
  );
}
