import { DescriptionList } from "@/components/ui/DescriptionList.tsx";
import { StateBadge } from "./StateBadge.tsx";
import type { ConsultationState } from "@/lib/domain/consultation/consultation.ts";

export interface ConsultationSummaryProps {
  readonly state: ConsultationState;
  /** The label of this consultation, if it says more than its state. */
  readonly label?: string | undefined;
  readonly items: readonly {
    readonly term: string;
    readonly details: string;
  }[];
}

/** The summary of a consultation. */
export function ConsultationSummary(
  { state, label, items }: ConsultationSummaryProps,
) {
  return (
    <div class="stack">
      <p>
        <StateBadge state={state} label={label} />
      </p>
      {items.length > 0 && <DescriptionList items={items} />}
    </div>
  );
}
