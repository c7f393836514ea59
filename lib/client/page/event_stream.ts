import { connection } from "@/words/page.ts";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import { SILENT_AFTER } from "@/lib/domain/basic/stream_times.ts";
import { type Failure, readRefusal } from "./api.ts";
import type { StreamUrl } from "./endpoint_url.ts";
import type { EventsOf, StreamName } from "@/lib/wire/endpoints.ts";
import type { RefusalBody } from "@/lib/wire/wire.ts";
import { cleanups, type Page, type Timers } from "./browser.ts";
import {
  HIDDEN_POLL_EVERY,
  POLL_EVERY,
  pollWhileDown,
} from "./stream_polling.ts";
import {
  slotWhileHidden,
  type StreamKind,
  type StreamSlots,
} from "./stream_slots.ts";

/** The used part of EventSource; the real one fits. */
export interface EventSourceLike {
  readonly readyState: number;
  addEventListener(
    type: string,
    listener: (event: MessageEvent<string>) => void,
  ): void;
  close(): void;
}

export interface StreamOptions<Name extends StreamName> {
  readonly url: StreamUrl<Name>;
  readonly kind: StreamKind;
  /** Each `snapshot` event's data, parsed. */
  readonly onSnapshot: (snapshot: EventsOf<Name>["snapshot"]) => void;
  /** The viewer may no longer watch. The stream is closed for good. */
  readonly onGone: (why: Failure) => void;
  /** True when events arrive, false when the page polls instead. */
  readonly onLive?: (live: boolean) => void;
  /** Fetches once what the stream would have sent; called while no events arrive. */
  readonly poll: () => void;
  readonly page: Page;
  readonly timers: Timers;
  readonly open?: (url: string) => EventSourceLike;
  readonly slots?: StreamSlots;
}

/** How long a stream may take to send its first event before the page polls. */
export const OPEN_WITHIN = 4 * SECOND;
const CLOSED = 2;
const FIRST_RETRY = SECOND;
const LONGEST_RETRY = 10 * SECOND;

/**
 * A server's event stream that survives phones and proxies. Safari freezes the
 * stream of a hidden page without an error, so it is reopened whenever the page
 * comes back; it is closed when the page is left, so that the page can be
 * cached. EventSource reconnects after a lost connection by itself, but not
 * after a response that is not a stream: that is done here, with backoff.
 *
 * A proxy or an antivirus program may open a stream and hold its events back.
 * So a stream counts as live when an event arrives, not when it opens, and
 * until then the page polls. A hidden page keeps its stream only if a slot is
 * free (`StreamSlots`); otherwise it polls too. So does a page whose stream the
 * server has replaced by that of a newer page, until it is shown again: pages
 * that reconnected by themselves would replace each other in turn.
 *
 * @returns the undo
 */
export function openEventStream<Name extends StreamName>(
  options: StreamOptions<Name>,
): () => void {
  const { page, timers } = options;
  const open = options.open ?? ((url: string) => new EventSource(url));
  const stops = cleanups();
  let source: EventSourceLike | null = null;
  let done = false;
  let retry = FIRST_RETRY;
  let cancelReopen = () => {};
  let cancelSilence = () => {};
  const slot = slotWhileHidden(options, {
    giveBack() {
      disconnect();
      polling.start(HIDDEN_POLL_EVERY);
    },
    regain: connect,
  });
  const polling = pollWhileDown({
    ...options,
    poll() {
      options.poll();
      if (slot.missing()) void slot.hide();
    },
  });

  function connect(): void {
    disconnect();
    if (done) return;
    const mine = source = open(options.url);
    const on = listenTo(mine, () => mine === source);
    on("alive", live);
    on("snapshot", (data) => {
      live();
      const snapshot = parse<EventsOf<Name>["snapshot"]>(data);
      if (snapshot !== undefined) options.onSnapshot(snapshot);
    });
    on("bye", () => {
      disconnect();
      polling.start(OPEN_WITHIN);
      // Every page of the studio gets `bye` at the same time: they must not all
      // return at once.
      reopenIn(timers.random() * SECOND);
    });
    on("replaced", () => {
      disconnect();
      // The slot is for a page that has a stream.
      slot.release();
      polling.start(POLL_EVERY);
    });
    on("gone", (data) => {
      stop();
      options.onGone(readRefusal(parse<RefusalBody>(data)) ?? GONE);
    });
    on("error", () => {
      polling.start(POLL_EVERY * timers.random());
      if (mine.readyState !== CLOSED) return;
      disconnect();
      reopenIn(retry * (0.5 + timers.random() / 2));
      retry = Math.min(retry * 2, LONGEST_RETRY);
    });
    polling.start(OPEN_WITHIN);
    reopenAfterSilence();
  }

  function live(): void {
    retry = FIRST_RETRY;
    polling.stop();
    reopenAfterSilence();
    options.onLive?.(true);
  }

  function reopenAfterSilence(): void {
    cancelSilence();
    cancelSilence = timers.after(SILENT_AFTER, () => {
      polling.start(0);
      connect();
    });
  }

  function reopenIn(ms: number): void {
    cancelReopen();
    cancelReopen = timers.after(ms, connect);
  }

  function disconnect(): void {
    cancelReopen();
    cancelSilence();
    source?.close();
    source = null;
  }

  function show(): void {
    if (slot.missing()) polling.stop();
    slot.release();
    connect();
  }

  function stop(): void {
    done = true;
    disconnect();
    polling.stop();
    slot.stop();
    stops.run();
  }

  stops.add(page.on("visible", show));
  stops.add(page.on("shown", show));
  stops.add(page.on("online", () => slot.missing() || connect()));
  stops.add(page.on("hidden", () => void slot.hide()));
  stops.add(page.on("leaving", () => {
    disconnect();
    polling.stop();
    slot.release();
  }));
  connect();
  // A tab that was opened in the background.
  if (!page.isVisible()) void slot.hide();
  return stop;
}

/** A closed EventSource may still have an event queued. */
function listenTo(source: EventSourceLike, isCurrent: () => boolean) {
  return (type: string, then: (data: string) => void) =>
    source.addEventListener(type, (event) => {
      if (isCurrent()) then(event.data);
    });
}

const GONE: Failure = {
  ok: false,
  code: "not_found",
  message: connection.gone,
};

/** The contract says what the text is. */
function parse<T>(data: string): T | undefined {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
