import { type Instant, MINUTE } from "@/lib/domain/basic/instant.ts";
import type { Clock, Log, LogEvent } from "@/lib/ports/mod.ts";
import type { WireRefusalCode } from "@/lib/wire/wire.ts";

export type RefusedEvent = Extract<
  LogEvent,
  "request_refused" | "callback_refused" | "request_aborted"
>;

/** All that the log gets to know: nothing that a sender can choose. */
export interface RefusedRequest {
  readonly requestId: string;
  /** The matched pattern. The path itself may have an id or a secret. */
  readonly route: string | null;
  readonly method: string;
  /** Of the answer: 303 if a form's refusal is shown on the next page. */
  readonly status?: number | undefined;
  readonly code?: WireRefusalCode | undefined;
}

/** The lines about refused requests, limited so that a flood of them does not flood the log. */
export interface RefusalLog {
  write(event: RefusedEvent, request: RefusedRequest): void;
  /** Writes how many lines were left out so far. */
  writeCounts(): void;
}

/** Lines with the same event, route and code in one minute. */
export const MOST_LINES = 20;

/** Requests of one event, route and code in the current minute. */
interface Kind {
  readonly event: RefusedEvent;
  readonly named: Readonly<Record<string, unknown>>;
  requests: number;
}

/**
 * The counts of a minute are written with the next refusal after it, or at
 * shutdown. The memory is bounded: routes and codes are closed lists.
 */
export function createRefusalLog(
  deps: { readonly clock: Clock; readonly log: Log },
): RefusalLog {
  let minute = -1;
  const kinds = new Map<string, Kind>();
  function writeCounts() {
    for (const { event, named, requests } of kinds.values()) {
      const more = requests - MOST_LINES;
      if (more > 0) deps.log(event, { ...named, more });
    }
    kinds.clear();
  }
  return {
    write(event, request) {
      const current = minuteOf(deps.clock.now());
      if (current !== minute) writeCounts();
      minute = current;
      const { route, status, code } = request;
      const named = code === undefined ? { route, status } : { route, code };
      const name = JSON.stringify([event, named]);
      const kind = kinds.get(name) ?? { event, named, requests: 0 };
      kinds.set(name, kind);
      kind.requests++;
      if (kind.requests <= MOST_LINES) deps.log(event, { ...request });
    },
    writeCounts,
  };
}

function minuteOf(now: Instant): number {
  return Math.floor(now / MINUTE);
}
