import { type ReadonlySignal, signal } from "@preact/signals";
import type { DayRow } from "@/lib/wire/wire.ts";
import { browserNet, call, type Failure, type Net } from "./api.ts";
import type { Page, Timers } from "./browser.ts";
import { streamUrl } from "./endpoint_url.ts";
import { type EventSourceLike, openEventStream } from "./event_stream.ts";
import { isFinal } from "./failure_kinds.ts";

const DAY = "GET /api/artist/day";

/** The artist's day as one page sees it. */
export interface FollowedDay {
  readonly rows: ReadonlySignal<readonly DayRow[]>;
  /** Why the rows no longer change (signed out, perhaps in another tab), or null. */
  readonly gone: ReadonlySignal<Failure | null>;
  stop(): void;
}

/** Follows the artist's day until the artist is signed out. */
export function followDay(options: {
  readonly rows: readonly DayRow[];
  readonly page: Page;
  readonly timers: Timers;
  readonly net?: Net;
  readonly open?: (url: string) => EventSourceLike;
}): FollowedDay {
  const rows = signal(options.rows);
  const gone = signal<Failure | null>(null);
  const poll = async () => {
    const day = await call(options.net ?? browserNet, DAY, { params: {} });
    if (day.ok) {
      rows.value = day.value.rows;
    } else if (isFinal(day)) {
      stop();
      gone.value = day;
    }
  };
  const stop = openEventStream({
    url: streamUrl(DAY, {}),
    kind: "day",
    onSnapshot: (snapshot) => rows.value = snapshot.rows,
    onGone: (why) => gone.value = why,
    poll: () => void poll(),
    page: options.page,
    timers: options.timers,
    ...(options.open ? { open: options.open } : {}),
  });
  return { rows, gone, stop };
}

/** Requests have a place of their own on the page. */
export function shownRows(rows: readonly DayRow[]): readonly DayRow[] {
  return rows.filter((row) => row.state !== "requested");
}

/** Who is waiting for the artist now, for the tab's title. */
export function waitingNames(rows: readonly DayRow[]): readonly string[] {
  return rows.filter((row) => row.client.here && row.state === "confirmed")
    .map((row) => row.clientName);
}

/** Who has written what the artist has not read. */
export function writingNames(rows: readonly DayRow[]): readonly string[] {
  return rows.filter((row) => (row.newMessages ?? 0) > 0)
    .map((row) => row.clientName);
}

/** The rows without what only a page that is up to date may show: who is here, and what is new. */
export function withoutNews(rows: readonly DayRow[]): readonly DayRow[] {
  return rows.map(({ newMessages: _, ...row }) => ({
    ...row,
    client: { here: false, since: null },
  }));
}
