/**
 * What an artist writes down for a client: a title, a summary, and steps in
 * order. One author, perhaps in two tabs and one of them offline, so each part
 * has the time of its last change, and a removed step leaves a mark
 * (`merge.ts`).
 */
import type { Instant } from "@/lib/domain/basic/instant.ts";

/** Where a step belongs, in the order in which makeup is put on. */
export const LOOK_AREAS = [
  "skin",
  "eyes",
  "brows",
  "cheeks",
  "lips",
  "hair",
  "tools",
  "other",
] as const;
export type LookArea = typeof LOOK_AREAS[number];

export interface LookHead {
  readonly title: string;
  readonly summary: string;
  /** By the server's clock, as the page knows it; 0 if it was never written. */
  readonly changedAt: Instant;
}

/** A step's id: chosen by the page that adds it. */
export const LOOK_STEP_ID = /^[a-z0-9-]{8,40}$/;

export interface LookStep {
  readonly id: string;
  /** See `order_key.ts`. */
  readonly order: string;
  readonly area: LookArea;
  /** What to do. */
  readonly text: string;
  readonly product: string;
  readonly shade: string;
  /** Empty if there is none. */
  readonly note: string;
  readonly changedAt: Instant;
}

/** What is left of a removed step, so that a page that still has it does not bring it back. */
export interface RemovedStep {
  readonly id: string;
  readonly removed: true;
  readonly changedAt: Instant;
}

export type StepRecord = LookStep | RemovedStep;

export interface LookSheet {
  readonly head: LookHead;
  /** In any order, each id once. */
  readonly steps: readonly StepRecord[];
}

export const EMPTY_LOOK_SHEET: LookSheet = {
  head: { title: "", summary: "", changedAt: 0 },
  steps: [],
};

export function isRemoved(step: StepRecord): step is RemovedStep {
  return "removed" in step;
}

/** The steps that are there, in order. */
export function stepsOf({ steps }: Pick<LookSheet, "steps">): LookStep[] {
  return steps.filter((step): step is LookStep => !isRemoved(step))
    .sort((a, b) => compare(a.order, b.order) || compare(a.id, b.id));
}

/** Whether there is something to read. */
export function hasContent(sheet: LookSheet): boolean {
  return sheet.head.title !== "" || sheet.head.summary !== "" ||
    stepsOf(sheet).some(isWritten);
}

/** A step that was added and not filled in yet is not shown to the client. */
export function isWritten({ text, product, shade, note }: LookStep): boolean {
  return text !== "" || product !== "" || shade !== "" || note !== "";
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
