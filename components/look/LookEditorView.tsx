import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { Button } from "@/components/ui/Button.tsx";
import { SaveStatus } from "@/components/ui/SaveStatus.tsx";
import { Field } from "@/components/ui/Field.tsx";
import type { LookEditing } from "@/lib/client/look/look_editing.ts";
import { LOOK_LIMITS } from "@/lib/domain/look/limits.ts";
import { type LookSheet, stepsOf } from "@/lib/domain/look/look_sheet.ts";
import { LookEditorStep, type StepFocus } from "./LookEditorStep.tsx";
import { LookSending } from "./LookSending.tsx";

export interface LookEditorViewProps {
  readonly editing: LookEditing;
  readonly client: string;
  readonly zone: string;
}

/** One state of the artist's look sheet. */
export function LookEditorView(
  { editing, client, zone }: LookEditorViewProps,
) {
  const sheet = editing.sheet.value;
  const list = useRef<HTMLDivElement>(null);
  const focus = useSignal<StepFocus | null>(null);
  useFocusAfterwards(list, focus);
  if (sheet === null) {
    return <p class="soft" role="status">Opening the look sheet…</p>;
  }
  if (!editing.editable.value) {
    return (
      <p class="soft">
        This look sheet can’t be changed any more: it stays on {client}’s page.
      </p>
    );
  }
  return (
    <div class="look-editor stack" ref={list} data-testid="look-editor">
      <p class="soft">
        {client} sees each step as you write it, and keeps the sheet.
      </p>
      <Head editing={editing} sheet={sheet} />
      <Steps editing={editing} sheet={sheet} focus={focus} />
      <SaveStatus saved={editing.saved.value} testId="look-saved" />
      <LookSending
        editing={editing}
        client={client}
        zone={zone}
      />
    </div>
  );
}

interface PartProps {
  readonly editing: LookEditing;
  readonly sheet: LookSheet;
}

function Head({ editing, sheet: { head } }: PartProps) {
  const own = useId();
  return (
    <>
      <Field
        id={`${own}-title`}
        name="title"
        label="Title"
        autocomplete="off"
        maxLength={LOOK_LIMITS.title}
        value={head.title}
        onInput={({ currentTarget: { value: title } }) =>
          editing.head({ title })}
      />
      <Field
        multiline
        id={`${own}-summary`}
        name="summary"
        label="Summary"
        rows={2}
        maxLength={LOOK_LIMITS.summary}
        value={head.summary}
        onInput={({ currentTarget: { value: summary } }) =>
          editing.head({ summary })}
      />
    </>
  );
}

function Steps(
  { editing, sheet, focus }: PartProps & {
    readonly focus: Signal<StepFocus | null>;
  },
) {
  const steps = stepsOf(sheet);
  const full = steps.length >= LOOK_LIMITS.steps;
  const gone = editing.removed.value;
  return (
    <>
      <ol class="look-editor__steps">
        {steps.map((step, i) => (
          <LookEditorStep
            key={step.id}
            editing={editing}
            step={step}
            number={i + 1}
            last={i === steps.length - 1}
            focus={focus}
          />
        ))}
      </ol>
      {gone && (
        <p role="status">
          Step removed.{" "}
          <Button
            type="button"
            size="small"
            variant="quiet"
            onClick={editing.restore}
          >
            Bring it back
          </Button>
        </p>
      )}
      <p>
        <Button
          type="button"
          disabled={full}
          data-testid="look-add"
          onClick={() => {
            const id = editing.add(steps.at(-1)?.area ?? "skin");
            focus.value = { id, on: "text" };
          }}
        >
          Add a step
        </Button>
        {full && <span class="soft">A sheet has at most 40 steps.</span>}
      </p>
    </>
  );
}

/** Puts the focus where it belongs once the list has changed: a moved button loses it. */
function useFocusAfterwards(
  list: { readonly current: HTMLDivElement | null },
  focus: Signal<StepFocus | null>,
): void {
  const { value } = focus;
  useEffect(() => {
    if (value === null) return;
    const { id, on } = value;
    const step = list.current?.querySelector(`[data-step="${id}"]`);
    const wanted = step?.querySelector<HTMLElement>(`[data-on="${on}"]`);
    // At the end of the list that button is disabled.
    const other = step?.querySelector<HTMLElement>("button:not([disabled])");
    (wanted?.matches(":disabled") ? other : wanted)?.focus();
    focus.value = null;
  }, [value]);
}
