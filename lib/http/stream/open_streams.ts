import { STREAM_LIMITS } from "@/lib/domain/basic/stream_limits.ts";
import { ok, type Outcome, refuse } from "@/lib/http/refusal.ts";

/**
 * The last event of a stream that the server closes: it shuts down, or a newer
 * stream of the same session has replaced this one.
 */
export type Closing = "bye" | "replaced";

/** Puts an open stream on the list; returns what takes it off again. */
export type Register = (close: (why: Closing) => void) => () => void;

/** Room for one stream that is being opened. */
export interface StreamPlace {
  /** The name of the view that it shows. */
  readonly view: string;
  /** The stream of this session. If it has too many, its oldest is closed. */
  open(session: string): Register;
  /** The request is over. Frees the place unless the stream is open. */
  answered(): void;
}

/**
 * The open event streams of this process, within `STREAM_LIMITS`. A server
 * cannot shut down while a stream is open, so at shutdown each one gets `bye`
 * and is closed: its page then reconnects to the next process.
 */
export interface OpenStreams {
  admit(
    asked: { readonly peer: string; readonly view: string },
  ): Outcome<StreamPlace>;
  closeAll(): void;
  readonly size: number;
}

interface OpenStream {
  readonly close: (why: Closing) => void;
}

export function createOpenStreams(
  limits: Readonly<Record<keyof typeof STREAM_LIMITS, number>> = STREAM_LIMITS,
): OpenStreams {
  /** In the order of their opening. */
  const open = new Set<OpenStream>();
  const sessions = new Map<string, Set<OpenStream>>();
  const peers = new Counts();
  const opening = new Counts();

  const list = (session: string, stream: OpenStream) => {
    const own = sessions.get(session) ?? new Set();
    sessions.set(session, own.add(stream));
    open.add(stream);
    const [oldest] = own;
    if (own.size > limits.perSession) oldest!.close("replaced");
  };
  const unlist = (session: string, stream: OpenStream) => {
    open.delete(stream);
    const own = sessions.get(session);
    own?.delete(stream);
    if (own?.size === 0) sessions.delete(session);
  };

  return {
    admit({ peer, view }) {
      const { retryAfterSeconds } = limits;
      if (peers.total >= limits.inProcess) {
        return refuse("server_busy", { retryAfterSeconds });
      }
      const full = peers.of(peer) >= limits.perPeer ||
        opening.of(view) >= limits.opening;
      if (full) return refuse("rate_limited", { retryAfterSeconds });
      const leavePeer = peers.add(peer);
      const leaveOpening = opening.add(view);
      let opened = false;
      return ok({
        view,
        open: (session) => (close) => {
          const stream = { close };
          opened = true;
          list(session, stream);
          return () => {
            unlist(session, stream);
            leavePeer();
          };
        },
        answered() {
          leaveOpening();
          if (!opened) leavePeer();
        },
      });
    },
    closeAll() {
      for (const stream of [...open]) stream.close("bye");
    },
    get size() {
      return open.size;
    },
  };
}

class Counts {
  readonly #counts = new Map<string, number>();
  total = 0;

  of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  /** Returns what to call once when it no longer counts. */
  add(key: string): () => void {
    this.#change(key, 1);
    return () => this.#change(key, -1);
  }

  #change(key: string, by: 1 | -1): void {
    this.total += by;
    const count = this.of(key) + by;
    if (count === 0) this.#counts.delete(key);
    else this.#counts.set(key, count);
  }
}
