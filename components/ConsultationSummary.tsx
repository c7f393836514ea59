import { Facts } from "./Facts.tsx";
import { type BadgeState, StateBadge } from "./StateBadge.tsx";

export interface ConsultationSummaryProps {
  readonly state: BadgeState;
  readonly items: readonly {
    readonly term: string;
    readonly details: string;
  }[];
}

/** What became of a consultation. */
export function ConsultationSummary(
  { state, items }: ConsultationSummaryProps,
) {
  return (
    <div class="stack">
      <p>
        <StateBadge state={state} />
      </p>
      {items.length > 0 && <Facts items={items} />}
    </div>
  );
}
