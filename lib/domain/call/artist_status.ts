import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { type Instant, MINUTE } from "@/lib/domain/basic/instant.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import { isHere, type Lease } from "./presence.ts";

/** How late an artist may say to be, in minutes: after the start, and once it has passed, from now. */
export const LATE_MINUTES = [5, 10, 15] as const;
export type LateMinutes = typeof LATE_MINUTES[number];

/** What an artist says about themselves to the client who waits. */
export type ArtistStatement =
  | { readonly is: "getting_ready" }
  | { readonly is: "late"; readonly minutes: LateMinutes };

/** As it is stored: it is about one start, and a reschedule ends it. */
export interface StoredStatement {
  readonly said: ArtistStatement;
  readonly saidAt: Instant;
  readonly startsAt: Instant;
}

/** An artist's consultation that is live. */
export interface LiveCall {
  readonly consultation: ConsultationId;
  readonly endsAt: Instant;
}

/** How the artist is, as the client may read it. */
export type ArtistStatus =
  | Exclude<ArtistStatement, { readonly is: "late" }>
  | {
    readonly is: "late";
    readonly minutes: LateMinutes;
    /** When the artist should be there, if they said it after the start. */
    readonly due?: Instant;
  }
  /** In a consultation with someone else, which should end then. */
  | { readonly is: "busy"; readonly until: Instant };

/** Nobody gets ready for longer. */
const GETTING_READY = 30 * MINUTE;
/** "About": afterwards the statement is wrong, and nothing is better than that. */
const ABOUT = 2 * MINUTE;
/** Consultations overrun; a call that should have ended long ago says nothing. */
const OVERRUN = 15 * MINUTE;

/** When an artist who says that they are late should be there. */
export function dueAt(
  minutes: LateMinutes,
  { saidAt, startsAt }: Pick<StoredStatement, "saidAt" | "startsAt">,
): Instant {
  return Math.max(saidAt, startsAt) + minutes * MINUTE;
}

/** A statement as it is shown, and until when it holds. */
function stated(
  { said, ...at }: StoredStatement,
): { readonly status: ArtistStatus; readonly until: Instant } {
  if (said.is !== "late") {
    return { status: said, until: at.saidAt + GETTING_READY };
  }
  const due = dueAt(said.minutes, at);
  return {
    status: at.saidAt > at.startsAt ? { ...said, due } : said,
    until: due + ABOUT,
  };
}

/**
 * How the artist is, and until when that holds; null if nothing is known, or
 * nobody waits any more. What they say goes before what the store knows.
 */
export function artistStatus(
  { state, startsAt }: Pick<Consultation, "state" | "startsAt">,
  { statement, client, now }: {
    readonly statement: StoredStatement | null;
    /** The client's lease, which knows of the artist's other call. */
    readonly client: Lease | null;
    readonly now: Instant;
  },
): { readonly status: ArtistStatus; readonly until: Instant } | null {
  if (state !== "confirmed") return null;
  if (statement !== null && statement.startsAt === startsAt) {
    const shown = stated(statement);
    if (now < shown.until) return shown;
  }
  const busy = isHere(client, now) ? client?.artistBusyUntil : undefined;
  if (busy === undefined || now >= busy + OVERRUN) return null;
  return { status: { is: "busy", until: busy }, until: busy + OVERRUN };
}

/** Until when the artist is in another consultation's call; null if in none. */
export function busyUntil(
  call: LiveCall | null,
  consultation: ConsultationId,
): Instant | null {
  return call === null || call.consultation === consultation
    ? null
    : call.endsAt;
}
