import { SECOND } from "@/lib/domain/instant.ts";
import { type Failure, readRefusal } from "./api.ts";
import { type Page, type Timers, undos } from "./browser.ts";

/** What of EventSource is used; the real one fits. */
export interface Source {
  readonly readyState: number;
  addEventListener(
    type: string,
    listener: (event: MessageEvent<string>) => void,
  ): void;
  close(): void;
}

export interface StreamOptions {
  readonly url: string;
  /** Each `snapshot` event's data, parsed. */
  readonly onSnapshot: (snapshot: unknown) => void;
  /** The viewer may no longer watch. The stream is closed for good. */
  readonly onGone: (why: Failure) => void;
  /** True when the stream is open, false when the page has begun to poll instead. */
  readonly onLive?: (live: boolean) => void;
  /** Asks once for what the stream would have said; called while there is no stream. */
  readonly poll?: () => void;
  readonly page: Page;
  readonly timers: Timers;
  readonly open?: (url: string) => Source;
}

/** How long a stream may take to open before the page asks by itself. */
export const OPEN_WITHIN = 4 * SECOND;
/** How often the page asks while there is no stream. */
export const POLL_EVERY = 3 * SECOND;
const CLOSED = 2;
const FIRST_RETRY = SECOND;
const LONGEST_RETRY = 10 * SECOND;

/**
 * A server's event stream that survives what phones do to it. Safari freezes
 * the stream of a hidden page without an error, so it is opened anew whenever
 * the page comes back; it is closed when the page is left, so that the page can
 * be cached. EventSource reopens after a lost connection by itself, but not
 * after an answer that is not a stream: that is done here, slower each time.
 * Comments keep the connection alive but cannot be seen from a page; so while
 * the stream is not known to be open, the page polls.
 *
 * @returns the undo
 */
export function openEventStream(options: StreamOptions): () => void {
  const { page, timers, poll } = options;
  const open = options.open ?? ((url: string) => new EventSource(url));
  const stops = undos();
  let source: Source | null = null;
  let done = false;
  let retry = FIRST_RETRY;
  let cancelReopen = () => {};
  let cancelPoll: (() => void) | null = null;

  function connect(): void {
    disconnect();
    if (done) return;
    const mine = source = open(options.url);
    const on = (type: string, then: (data: string) => void) =>
      mine.addEventListener(type, (event) => {
        // A closed EventSource may still have an event queued.
        if (mine === source) then(event.data);
      });
    on("open", live);
    on("snapshot", (data) => {
      live();
      const snapshot = parse(data);
      if (snapshot !== undefined) options.onSnapshot(snapshot);
    });
    on("bye", () => {
      disconnect();
      down(OPEN_WITHIN);
      // Every page of the studio hears `bye` at once: they must not return at once.
      reopenIn(timers.random() * SECOND);
    });
    on("gone", (data) => {
      stop();
      options.onGone(readRefusal(parse(data)) ?? GONE);
    });
    on("error", () => {
      down(POLL_EVERY * timers.random());
      if (mine.readyState !== CLOSED) return;
      disconnect();
      reopenIn(retry * (0.5 + timers.random() / 2));
      retry = Math.min(retry * 2, LONGEST_RETRY);
    });
    down(OPEN_WITHIN);
  }

  function live(): void {
    retry = FIRST_RETRY;
    stopPolling();
    options.onLive?.(true);
  }

  /** There is no stream now: polls after `patience`, unless it does already. A short gap is not worth a word. */
  function down(patience: number): void {
    if (!poll || cancelPoll) return;
    const pollIn = (ms: number) => {
      cancelPoll = timers.after(ms, () => {
        options.onLive?.(false);
        poll();
        pollIn(POLL_EVERY * (0.75 + timers.random() / 2));
      });
    };
    pollIn(patience);
  }

  function stopPolling(): void {
    cancelPoll?.();
    cancelPoll = null;
  }

  function reopenIn(ms: number): void {
    cancelReopen();
    cancelReopen = timers.after(ms, connect);
  }

  function disconnect(): void {
    cancelReopen();
    source?.close();
    source = null;
  }

  function stop(): void {
    done = true;
    disconnect();
    stopPolling();
    stops.run();
  }

  stops.add(page.on("visible", connect));
  stops.add(page.on("shown", connect));
  stops.add(page.on("online", connect));
  stops.add(page.on("leaving", () => {
    disconnect();
    stopPolling();
  }));
  connect();
  return stop;
}

const GONE: Failure = {
  ok: false,
  code: "not_found",
  message: "This page is no longer available.",
};

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
