import {
  computed,
  effect,
  type ReadonlySignal,
  signal,
  untracked,
} from "@preact/signals";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import type { LookSheetAnswer } from "@/lib/wire/wire.ts";
import { cleanups, type Timers } from "@/lib/client/page/browser.ts";
import type { LookApi } from "./look_api.ts";
import {
  countMarks,
  isReadable,
  type LookMark,
  marksSince,
  seenNow,
  type SeenSteps,
} from "./look_marks.ts";

/** The client's look sheet during a call. */
export interface LookReader {
  /** Null until there is something to read. */
  readonly sheet: ReadonlySignal<LookSheetAnswer | null>;
  readonly isOpen: ReadonlySignal<boolean>;
  /** By step: what is new or changed since the client last closed the sheet. */
  readonly marks: ReadonlySignal<ReadonlyMap<string, LookMark>>;
  /** Whether to say that there is a sheet: once, until it is opened or put off. */
  readonly started: ReadonlySignal<boolean>;
  /** The steps to announce; null for nothing. It waits until the artist pauses. */
  readonly news: ReadonlySignal<ReturnType<typeof countMarks> | null>;
  open(): void;
  close(): void;
  /** Puts the notice off: from now on only the button leads there. */
  later(): void;
  stop(): void;
}

export interface LookReaderOptions {
  /** `exchange.lookSheet`: another number is another sheet. */
  readonly count: ReadonlySignal<number>;
  readonly read: LookApi["read"];
  readonly timers: Pick<Timers, "after">;
}

const RETRY_AFTER = 3 * SECOND;
/** An artist who types saves each second: a screen reader must not repeat each of them. */
const PAUSE = 3 * SECOND;

export function readLookSheet(
  { count, read, timers }: LookReaderOptions,
): LookReader {
  const sheet = signal<LookSheetAnswer | null>(null);
  const isOpen = signal(false);
  const noticed = signal(false);
  const seen = signal<SeenSteps>(new Map());
  const announced = signal<SeenSteps>(new Map());
  const news = signal<ReturnType<typeof countMarks> | null>(null);
  const stops = cleanups();

  stops.add(follow({ count, read, timers }, (next) => {
    if (!isReadable(next) && sheet.value === null) return;
    sheet.value = next;
  }));
  // Each change starts the pause again.
  let undo = () => {};
  stops.add(effect(() => {
    const { value } = sheet;
    undo();
    if (value === null) return;
    undo = timers.after(PAUSE, () => {
      const found = marksSince(value, announced.peek());
      announced.value = seenNow(value);
      if (found.size > 0 && noticed.peek()) news.value = countMarks(found);
    });
  }));
  stops.add(() => undo());

  const see = () => {
    const { value } = sheet;
    if (value !== null) seen.value = announced.value = seenNow(value);
  };
  return {
    sheet,
    isOpen,
    marks: computed(() =>
      sheet.value === null ? new Map() : marksSince(sheet.value, seen.value)
    ),
    started: computed(() => sheet.value !== null && !noticed.value),
    news,
    open() {
      // What was there at the first look is not marked: all of it is new.
      if (!noticed.value) see();
      noticed.value = true;
      isOpen.value = true;
    },
    close() {
      see();
      news.value = null;
      isOpen.value = false;
    },
    later() {
      see();
      noticed.value = true;
    },
    stop: stops.run,
  };
}

/** Asks whenever the number is another than the last answer's, one request at a time. Returns the undo. */
function follow(
  { count, read, timers }: LookReaderOptions,
  then: (sheet: LookSheetAnswer) => void,
): () => void {
  let known = 0;
  let asking = false;
  let stopped = false;
  let undo = () => {};
  const ask = async () => {
    if (asking || stopped || count.peek() <= known) return;
    asking = true;
    const answer = await read();
    asking = false;
    if (stopped) return;
    if (answer.ok) {
      // An answer without the change, from another server, is asked for again.
      known = Math.max(known, answer.value.count);
      then(answer.value);
    }
    if (count.peek() > known) {
      undo();
      undo = timers.after(answer.ok ? SECOND : RETRY_AFTER, () => void ask());
    }
  };
  const unfollow = effect(() => {
    count.value;
    untracked(() => void ask());
  });
  return () => {
    stopped = true;
    undo();
    unfollow();
  };
}
