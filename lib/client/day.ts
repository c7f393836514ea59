import { type ReadonlySignal, signal } from "@preact/signals";
import type { DayRow, DaySnapshot } from "@/lib/wire.ts";
import type { Page, Timers } from "./browser.ts";
import { openEventStream, type Source } from "./event_stream.ts";

/** The artist's day, kept as it is now. */
export function followDay(options: {
  readonly rows: readonly DayRow[];
  readonly page: Page;
  readonly timers: Timers;
  readonly open?: (url: string) => Source;
}): { readonly rows: ReadonlySignal<readonly DayRow[]>; stop(): void } {
  const rows = signal(options.rows);
  const stop = openEventStream({
    url: "/api/artist/day",
    onSnapshot: (snapshot) => rows.value = (snapshot as DaySnapshot).rows,
    // Signed out, in another tab perhaps: what is shown may stay, what follows needs a sign-in.
    onGone: () => {},
    page: options.page,
    timers: options.timers,
    ...(options.open ? { open: options.open } : {}),
  });
  return { rows, stop };
}

/** Requests have their own place on the page. */
export function shownRows(rows: readonly DayRow[]): readonly DayRow[] {
  return rows.filter((row) => row.state !== "requested");
}

/** Who waits for the artist right now, for the tab's title. */
export function waitingNames(rows: readonly DayRow[]): readonly string[] {
  return rows.filter((row) => row.client.here && row.state === "confirmed")
    .map((row) => row.clientName);
}
