import { DescriptionList } from "@/components/ui/DescriptionList.tsx";
import {
  type LookMark,
  type ShownStep,
  shownSteps,
} from "@/lib/client/look/look_marks.ts";
import type { LookSheetAnswer } from "@/lib/wire/wire.ts";
import { look as words } from "@/words/exchange/look.ts";

export interface LookStepsProps {
  readonly sheet: Pick<LookSheetAnswer, "head" | "steps">;
  /** By step: what is new since the reader looked last. */
  readonly marks?: ReadonlyMap<string, LookMark> | undefined;
}

/** A look sheet to read, under a heading of the second level. */
export function LookSteps({ sheet, marks }: LookStepsProps) {
  const { title, summary } = sheet.head;
  const steps = shownSteps(sheet);
  // Pictures alone are a sheet, too.
  if (title === "" && summary === "" && steps.length === 0) return null;
  return (
    <div class="look">
      {title && <p class="look__title">{title}</p>}
      {summary && <p class="user-text">{summary}</p>}
      {steps.length > 0 && (
        <ol class="look__steps">
          {steps.map((step) => (
            <Step key={step.id} step={step} mark={marks?.get(step.id)} />
          ))}
        </ol>
      )}
    </div>
  );
}

function Step({ step, mark }: {
  readonly step: ShownStep;
  readonly mark: LookMark | undefined;
}) {
  const facts = (["product", "shade", "note"] as const)
    .filter((name) => step[name] !== "")
    .map((name) => ({
      term: words.labels[name],
      details: <span class="user-text">{step[name]}</span>,
    }));
  return (
    <li class="look__step" data-mark={mark}>
      <h3>
        {words.areas[step.area]}
        {mark && <span class="look__mark">{words.marks[mark]}</span>}
      </h3>
      {step.text && <p class="user-text">{step.text}</p>}
      {facts.length > 0 && <DescriptionList items={facts} />}
    </li>
  );
}
