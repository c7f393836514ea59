/** The artist's own copy of a sheet: pure changes, and what an answer does to it. */
import type { Instant } from "@/lib/domain/basic/instant.ts";
import {
  isRemoved,
  type LookArea,
  type LookHead,
  type LookSheet,
  type LookStep,
  type StepRecord,
  stepsOf,
} from "@/lib/domain/look/look_sheet.ts";
import { mergeSheets } from "@/lib/domain/look/merge.ts";
import { keyAt, keysInOrder } from "@/lib/domain/look/order_key.ts";
import type { LookChangesBody, LookSheetAnswer } from "@/lib/wire/wire.ts";

export type StepTexts = Partial<
  Pick<LookStep, "area" | "text" | "product" | "shade" | "note">
>;

/** A sheet as the server answered it. */
export function sheetIn({ head, steps, removed }: LookSheetAnswer): LookSheet {
  return {
    head: { ...head, changedAt: Date.parse(head.changedAt) },
    steps: [
      ...steps.map((step) => ({
        ...step,
        changedAt: Date.parse(step.changedAt),
      })),
      ...removed.map(({ id, changedAt }) => ({
        id,
        removed: true as const,
        changedAt: Date.parse(changedAt),
      })),
    ],
  };
}

/**
 * An answer merged into the page's copy. Of two versions of one moment the
 * page's stays: the server has trimmed it, and the artist may still be typing.
 */
export function withAnswer(own: LookSheet, theirs: LookSheet): LookSheet {
  const stamps = new Map(own.steps.map((step) => [step.id, step.changedAt]));
  const same = (step: StepRecord) => stamps.get(step.id) === step.changedAt;
  return mergeSheets(own, {
    head: theirs.head.changedAt === own.head.changedAt ? own.head : theirs.head,
    steps: theirs.steps.filter((step) => !same(step)),
  });
}

export function withHead(
  sheet: LookSheet,
  change: Partial<Omit<LookHead, "changedAt">>,
  changedAt: Instant,
): LookSheet {
  return { ...sheet, head: { ...sheet.head, ...change, changedAt } };
}

/** With a blank step at the end. */
export function withNewStep(
  sheet: LookSheet,
  { id, area, changedAt }: {
    readonly id: string;
    readonly area: LookArea;
    readonly changedAt: Instant;
  },
): LookSheet {
  const steps = stepsOf(sheet);
  const step = { id, area, text: "", product: "", shade: "", note: "" };
  return placed(sheet, { step: { ...step, order: "" }, at: steps.length }, {
    changedAt,
  });
}

export function withTexts(
  sheet: LookSheet,
  id: string,
  change: StepTexts & { readonly changedAt: Instant },
): LookSheet {
  return replaced(
    sheet,
    (step) =>
      step.id === id && !isRemoved(step) ? { ...step, ...change } : step,
  );
}

export function without(
  sheet: LookSheet,
  { id, changedAt }: { readonly id: string; readonly changedAt: Instant },
): LookSheet {
  return replaced(
    sheet,
    (step) => step.id === id ? { id, removed: true, changedAt } : step,
  );
}

/** A removed step, back where it was. */
export function withRestored(
  sheet: LookSheet,
  step: LookStep,
  changedAt: Instant,
): LookSheet {
  return replaced(
    sheet,
    (one) => one.id === step.id ? { ...step, changedAt } : one,
  );
}

/** One place up or down. */
export function moved(
  sheet: LookSheet,
  { id, by, changedAt }: {
    readonly id: string;
    readonly by: -1 | 1;
    readonly changedAt: Instant;
  },
): LookSheet {
  const steps = stepsOf(sheet);
  const from = steps.findIndex((step) => step.id === id);
  const step = steps[from];
  const at = from + by;
  return step === undefined || at < 0 || at >= steps.length
    ? sheet
    : placed(sheet, { step, at }, { changedAt });
}

/** With the step at this place among the others; only its own key changes, if there is one. */
function placed(
  sheet: LookSheet,
  { step, at }: {
    readonly step: Omit<LookStep, "changedAt">;
    readonly at: number;
  },
  { changedAt }: { readonly changedAt: Instant },
): LookSheet {
  const others = stepsOf(sheet).filter(({ id }) => id !== step.id);
  const order = keyAt(others, at);
  const kept = sheet.steps.filter(({ id }) => id !== step.id);
  if (order !== null) {
    return { ...sheet, steps: [...kept, { ...step, order, changedAt }] };
  }
  const keys = keysInOrder(others.length + 1);
  const all = others.toSpliced(at, 0, { ...step, changedAt });
  return {
    ...sheet,
    steps: [
      ...kept.filter(isRemoved),
      ...all.map((one, i) => ({ ...one, order: keys[i]!, changedAt })),
    ],
  };
}

function replaced(
  sheet: LookSheet,
  change: (step: StepRecord) => StepRecord,
): LookSheet {
  return { ...sheet, steps: sheet.steps.map(change) };
}

/** Bytes of JSON: below the server's limit of a body, 16 KiB. */
const BATCH = 12_000;

/** The parts that changed since an earlier copy, as many as fit into one request. */
export function changesSince(
  sheet: LookSheet,
  saved: ReadonlyMap<string, Instant>,
): LookChangesBody | null {
  const isNew = (key: string, { changedAt }: { readonly changedAt: Instant }) =>
    changedAt > 0 && saved.get(key) !== changedAt;
  const stamped = <T extends { readonly changedAt: Instant }>(part: T) => ({
    ...part,
    changedAt: new Date(part.changedAt).toISOString(),
  });
  const steps: NonNullable<LookChangesBody["steps"]>[number][] = [];
  let bytes = 0;
  for (const step of sheet.steps) {
    if (!isNew(step.id, step)) continue;
    const wire = stamped(step);
    bytes += new TextEncoder().encode(JSON.stringify(wire)).length;
    if (bytes > BATCH && steps.length > 0) break;
    steps.push(wire);
  }
  const headIsNew = isNew(HEAD, sheet.head);
  if (!headIsNew && steps.length === 0) return null;
  return { ...(headIsNew ? { head: stamped(sheet.head) } : {}), steps };
}

/** The head's key among the steps' ids; no step can have it. */
export const HEAD = "head";

/** The stamps of everything in a request, or in a sheet. */
export function stampsOf(
  { head, steps }: {
    readonly head?: { readonly changedAt: Instant | string };
    readonly steps?: readonly {
      readonly id: string;
      readonly changedAt: Instant | string;
    }[];
  },
): Map<string, Instant> {
  const at = (stamp: Instant | string) =>
    typeof stamp === "number" ? stamp : Date.parse(stamp);
  return new Map([
    ...(head ? [[HEAD, at(head.changedAt)] as const] : []),
    ...(steps ?? []).map(({ id, changedAt }) => [id, at(changedAt)] as const),
  ]);
}
