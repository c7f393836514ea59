/** Answers about a look sheet, and a server that merges as the product's does. */
import { iso } from "@/lib/domain/basic/instant.ts";
import {
  EMPTY_LOOK_SHEET,
  isRemoved,
  type LookSheet,
  type LookStep,
  stepsOf,
} from "@/lib/domain/look/look_sheet.ts";
import { mergeSheets } from "@/lib/domain/look/merge.ts";
import { stampsOf } from "@/lib/client/look/look_draft.ts";
import type { LookApi } from "@/lib/client/look/look_api.ts";
import type { Answer } from "@/lib/client/page/api.ts";
import type { LookChangesBody, LookSheetAnswer } from "@/lib/wire/wire.ts";

export const T0 = Date.parse("2026-11-22T16:30:00Z");

export function aStep(change: Partial<LookStep> = {}): LookStep {
  return {
    id: "step-aaaa",
    order: "5",
    area: "lips",
    text: "Line the lips.",
    product: "",
    shade: "",
    note: "",
    changedAt: T0,
    ...change,
  };
}

export function answerOf(
  sheet: LookSheet,
  { count = 1, now = T0, sent = null }: {
    readonly count?: number;
    readonly now?: number;
    readonly sent?: LookSheetAnswer["sent"];
  } = {},
): LookSheetAnswer {
  return {
    count,
    head: { ...sheet.head, changedAt: iso(sheet.head.changedAt) },
    steps: stepsOf(sheet)
      .map((step) => ({ ...step, changedAt: iso(step.changedAt) })),
    removed: sheet.steps.filter(isRemoved)
      .map(({ id, changedAt }) => ({ id, changedAt: iso(changedAt) })),
    editable: true,
    sent,
    rating: null,
    now: iso(now),
  };
}

export const sheetOf = (...steps: readonly LookStep[]): LookSheet => ({
  ...EMPTY_LOOK_SHEET,
  steps,
});

/** A server in memory; while `down`, every request fails with it. */
export function lookServer({ elapsed = () => 0 }: {
  readonly elapsed?: () => number;
} = {}) {
  const saves: LookChangesBody[] = [];
  const server = {
    sheet: EMPTY_LOOK_SHEET,
    count: 0,
    sent: null as LookSheetAnswer["sent"],
    down: null as Answer<never> | null,
    /** What it makes of texts before it stores them. */
    clean: (text: string) => text.trim(),
    saves,
    mails: 0,
    reads: 0,
    /** Another tab of the same artist. */
    other(...steps: readonly LookStep[]) {
      server.sheet = mergeSheets(server.sheet, sheetOf(...steps));
      server.count++;
    },
    answer: () =>
      answerOf(server.sheet, {
        count: server.count,
        now: T0 + elapsed(),
        sent: server.sent,
      }),
  };
  const answered = (): Promise<Answer<LookSheetAnswer>> =>
    Promise.resolve(server.down ?? { ok: true, value: server.answer() });
  const api: LookApi = {
    read() {
      server.reads++;
      return answered();
    },
    save(body) {
      if (server.down === null) {
        saves.push(body);
        server.sheet = mergeSheets(server.sheet, received(body, server.clean));
        server.count++;
      }
      return answered();
    },
    send() {
      if (server.down === null) {
        server.mails++;
        server.sent = { at: iso(T0 + elapsed()), changed: false };
      }
      return answered();
    },
  };
  return { ...{ api }, server };
}

function received(
  body: LookChangesBody,
  clean: (text: string) => string,
): LookSheet {
  const stamps = stampsOf(body);
  return {
    head: body.head
      ? {
        title: clean(body.head.title),
        summary: clean(body.head.summary),
        changedAt: stamps.get("head")!,
      }
      : EMPTY_LOOK_SHEET.head,
    steps: (body.steps ?? []).map((step) =>
      "removed" in step
        ? { id: step.id, removed: true, changedAt: stamps.get(step.id)! }
        : {
          ...step,
          text: clean(step.text),
          changedAt: stamps.get(step.id)!,
        }
    ),
  };
}
