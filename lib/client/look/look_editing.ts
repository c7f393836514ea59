import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type Instant, SECOND } from "@/lib/domain/basic/instant.ts";
import {
  EMPTY_LOOK_SHEET,
  type LookArea,
  type LookHead,
  type LookSheet,
  type LookStep,
  stepsOf,
} from "@/lib/domain/look/look_sheet.ts";
import type { LookSheetAnswer } from "@/lib/wire/wire.ts";
import type { Failure } from "@/lib/client/page/api.ts";
import { cleanups, type Page, type Timers } from "@/lib/client/page/browser.ts";
import { serverClock } from "@/lib/client/page/server_clock.ts";
import type { LookApi } from "./look_api.ts";
import {
  moved,
  sheetIn,
  stampsOf,
  type StepTexts,
  withAnswer,
  withHead,
  withNewStep,
  without,
  withRestored,
  withTexts,
} from "./look_draft.ts";
import type { SaveState } from "@/lib/client/saving/autosave.ts";
import { type LookQueue, lookQueue } from "./look_queue.ts";

/** The look sheet in the artist's hands: it is saved as it is typed, and keeps what could not be sent. */
export interface LookEditing {
  /** Null until it has been read. */
  readonly sheet: ReadonlySignal<LookSheet | null>;
  readonly saved: ReadonlySignal<SaveState>;
  /** Whether it may be written at all. */
  readonly editable: ReadonlySignal<boolean>;
  readonly sent: ReadonlySignal<LookSheetAnswer["sent"]>;
  /** The step that was removed last, which can be brought back. */
  readonly removed: ReadonlySignal<LookStep | null>;
  readonly sending: ReadonlySignal<boolean>;
  /** Why it was not sent, or null. */
  readonly notSent: ReadonlySignal<string | null>;
  head(change: Partial<Omit<LookHead, "changedAt">>): void;
  /** Adds a blank step; returns its id. */
  add(area: LookArea): string;
  change(id: string, change: StepTexts): void;
  move(id: string, by: -1 | 1): void;
  remove(id: string): void;
  restore(): void;
  /** Saves what is not saved yet, then mails the sheet. */
  send(): Promise<void>;
  /** Saves at once what is not saved yet. */
  save(): void;
  /** Another number is another tab's change. */
  heard(count: number): void;
  stop(): void;
}

export interface LookEditingOptions {
  readonly api: LookApi;
  readonly first: LookSheetAnswer | null;
  readonly page: Pick<Page, "on">;
  readonly timers: Pick<Timers, "after">;
  readonly newId: () => string;
  readonly elapsed?: () => number;
}

const READ_AGAIN = 3 * SECOND;

export function editLookSheet(options: LookEditingOptions): LookEditing {
  const { api, timers } = options;
  const sheet = signal<LookSheet | null>(null);
  const editable = signal(true);
  const sent = signal<LookSheetAnswer["sent"]>(null);
  const removed = signal<LookStep | null>(null);
  const sending = signal(false);
  const notSent = signal<string | null>(null);
  const stops = cleanups();
  const stamps = stamper(options.elapsed);
  /** The numbers of the newest answer, and of the newest change. */
  let known = -1;
  let wanted = -1;

  function answered(answer: LookSheetAnswer): void {
    known = Math.max(known, answer.count);
    stamps.sync(answer.now);
    const theirs = sheetIn(answer);
    sheet.value = withAnswer(sheet.value ?? theirs, theirs);
    editable.value = answer.editable;
    sent.value = answer.sent;
    // Another tab has written while this was under way.
    if (wanted > known) stops.add(timers.after(READ_AGAIN, () => void read()));
  }

  const queue: LookQueue = lookQueue({
    sheet: () => sheet.value ?? EMPTY_LOOK_SHEET,
    save: api.save,
    answered,
    page: options.page,
    timers,
  });
  stops.add(queue.stop);

  async function read(): Promise<void> {
    const answer = await api.read();
    if (answer.ok) {
      queue.arrived(stampsOf(sheetIn(answer.value)));
      answered(answer.value);
    } else if (sheet.value === null) {
      stops.add(timers.after(READ_AGAIN, () => void read()));
    }
  }
  if (options.first === null) void read();
  else {
    queue.arrived(stampsOf(sheetIn(options.first)));
    answered(options.first);
  }

  const edit: Edit = (change) => {
    if (sheet.value === null) return;
    sheet.value = change(sheet.value, stamps.next(sheet.value));
    if (sent.value !== null) sent.value = { ...sent.value, changed: true };
    queue.wake();
  };

  return {
    sheet,
    saved: queue.state,
    editable,
    sent,
    removed,
    sending,
    notSent,
    ...edits({ sheet, removed, edit, newId: options.newId }),
    async send() {
      if (sending.value) return;
      sending.value = true;
      notSent.value = null;
      const failed = await queue.flush() ?? await mail();
      if (failed) notSent.value = failed.message;
      sending.value = false;
    },
    save: () => void queue.flush(),
    heard(count) {
      wanted = Math.max(wanted, count);
      // The answer to a save of our own brings its number with it.
      if (wanted > known && known >= 0 && !queue.isBusy()) void read();
    },
    stop: stops.run,
  };

  async function mail(): Promise<Failure | null> {
    const answer = await api.send();
    if (!answer.ok) return answer;
    answered(answer.value);
    return null;
  }
}

type Edit = (
  change: (sheet: LookSheet, changedAt: Instant) => LookSheet,
) => void;

/** What the artist's fields and buttons do. */
function edits({ sheet, removed, edit, newId }: {
  readonly sheet: ReadonlySignal<LookSheet | null>;
  readonly removed: Signal<LookStep | null>;
  readonly edit: Edit;
  readonly newId: () => string;
}): Pick<
  LookEditing,
  "head" | "add" | "change" | "move" | "remove" | "restore"
> {
  return {
    head: (change) => edit((sheet, at) => withHead(sheet, change, at)),
    add(area) {
      const id = newId();
      edit((sheet, changedAt) => withNewStep(sheet, { id, area, changedAt }));
      return id;
    },
    change: (id, change) =>
      edit((sheet, changedAt) =>
        withTexts(sheet, id, { ...change, changedAt })
      ),
    move: (id, by) =>
      edit((sheet, changedAt) => moved(sheet, { id, by, changedAt })),
    remove(id) {
      removed.value = stepsOf(sheet.value ?? EMPTY_LOOK_SHEET)
        .find((step) => step.id === id) ?? null;
      edit((sheet, changedAt) => without(sheet, { id, changedAt }));
    },
    restore() {
      const step = removed.value;
      removed.value = null;
      if (step) edit((sheet, at) => withRestored(sheet, step, at));
    },
  };
}

/** Stamps by the server's clock, each later than all that the sheet has. */
function stamper(elapsed: LookEditingOptions["elapsed"]) {
  let clock: ReturnType<typeof serverClock> | null = null;
  let last = 0;
  return {
    sync(now: string) {
      if (clock === null) clock = serverClock(now, elapsed);
      else clock.sync(now);
    },
    next(sheet: LookSheet): Instant {
      const newest = Math.max(last, ...stampsOf(sheet).values());
      return last = Math.max(Math.round(clock?.now() ?? 0), newest + 1);
    },
  };
}
