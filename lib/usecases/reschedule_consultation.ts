import { tooLateToChange } from "@/lib/domain/arrangement.ts";
import type { Consultation } from "@/lib/domain/consultation.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import { HOUR, type Instant } from "@/lib/domain/instant.ts";
import { joinWindow } from "@/lib/domain/join_window.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import {
  ok,
  type Outcome,
  type Refusal,
  refuse,
} from "@/lib/domain/refusal.ts";
import type { Event } from "@/lib/domain/transition.ts";
import type { Deps, Session, SessionWrite } from "@/lib/ports.ts";
import { changeAndTell } from "./change_and_tell.ts";
import { AFTERGLOW } from "./enter_by_link.ts";
import { checkNewTime, noticeFor, refusedTime } from "./new_time.ts";

/** A client's moves, each of which writes two mails. */
const MOVES_AN_HOUR = 10;

export interface NewTimeWish {
  readonly startsAt: Instant;
  /** The version that the page showed; a newer one is not moved by mistake. */
  readonly version: number | null;
  /** The client's own session, by its token: it goes on with the new link. */
  readonly token: string | null;
}

export interface Rescheduled {
  readonly consultation: Consultation;
  /** False if it was at this time already: nothing was written or mailed. */
  readonly changed: boolean;
  /** Until when the client's session lasts now; null for the studio. */
  readonly session: Session | null;
}

/**
 * confirmed → confirmed at another time, as a new version: the new slot is taken
 * and the old one freed in one write, every link so far dies, and both are told;
 * the client with the new link. A client who moves it stays in: their session is
 * put onto the new link in the same write, so that not even a lost answer, or a
 * second press, leaves them outside.
 */
export async function rescheduleConsultation(
  deps: Deps,
  actor: Actor | null,
  id: ConsultationId,
  wish: NewTimeWish,
): Promise<Outcome<Rescheduled>> {
  if (actor === null) return refuse("sign_in_required");
  const secret = deps.secrets.secret();
  const linkHash = await deps.secrets.hash(secret);
  const noticeMs = await noticeFor(deps, actor.role);
  const moved = await changeAndTell(
    deps,
    actor,
    "reschedule",
    id,
    (from) => eventFor(deps, actor, from, wish, linkHash, noticeMs),
    ({ about, artist, before }) => {
      const times = {
        before: { from: before.startsAt, to: before.endsAt },
        by: actor.role,
        consultation: about,
      };
      return [
        { kind: "rescheduled", to: about.client.email, ...times, secret },
        ...(artist
          ? [
            {
              kind: "rescheduled_to_artist",
              to: artist.email,
              ...times,
            } as const,
          ]
          : []),
      ];
    },
    (next) => sessionWrite(deps, actor, wish.token, linkHash, next),
  );
  if (!moved.ok) {
    if (moved.code !== "slot_taken") return moved;
    const now = await deps.consultations.get(id);
    // Taken by itself: a second press at the same moment has found the first one's cells.
    if (now?.value.startsAt === wish.startsAt) {
      return await rescheduleConsultation(deps, actor, id, wish);
    }
    // Or free when we looked, and somebody's when we wrote.
    return moved.facts.alternatives || now === null
      ? moved
      : await taken(deps, actor, now.value, wish.startsAt);
  }
  const { consultation, changed } = moved.value;
  return ok({
    consultation,
    changed,
    session: actor.role !== "client"
      ? null
      : sessionOf(deps, changed ? { ...actor, linkHash } : actor, consultation),
  });
}

async function eventFor(
  deps: Deps,
  actor: Actor,
  from: Consultation,
  { startsAt, version }: NewTimeWish,
  linkHash: string,
  noticeMs: number,
): Promise<Outcome<Event | null>> {
  const event: Event = {
    type: "reschedule",
    noticeMs,
    startsAt,
    endsAt: startsAt + (from.endsAt - from.startsAt),
    heldUntil: startsAt + (from.heldUntil - from.startsAt),
    linkHash,
  };
  // Its own refusal says more than one about the time.
  if (from.state !== "confirmed") return ok(event);
  if (from.startsAt === startsAt) return ok(null);
  if (version !== null && version !== from.version) return refuse("conflict");
  const late = tooLateToChange(from, noticeMs, deps.clock.now());
  if (late) return late;
  const artist = await deps.directory.artist(from.artistId);
  if (!artist) return refuse("slot_invalid");
  const free = await checkNewTime(deps, actor.role, artist, from, startsAt);
  if (!free.ok) return free;
  if (actor.role === "client") {
    const wait = await deps.rateLimits.take(
      `move ${from.id}`,
      MOVES_AN_HOUR,
      HOUR,
    );
    if (wait > 0) return refuse("rate_limited", { retryAfterSeconds: wait });
  }
  return ok(event);
}

function sessionWrite(
  deps: Deps,
  actor: Actor,
  token: string | null,
  linkHash: string,
  next: Consultation,
): SessionWrite | null {
  if (actor.role !== "client" || token === null) return null;
  const session = sessionOf(deps, { ...actor, linkHash }, next);
  return { token, session, lastsMs: session.expiresAt - deps.clock.now() };
}

function sessionOf(
  { joinPolicy }: Deps,
  actor: Extract<Actor, { role: "client" }>,
  consultation: Consultation,
): Session {
  const { closesAt } = joinWindow(consultation, joinPolicy);
  return { actor, expiresAt: closesAt + AFTERGLOW };
}

async function taken(
  deps: Deps,
  actor: Actor,
  booking: Consultation,
  wanted: Instant,
): Promise<Refusal> {
  const { role } = actor;
  const artist = await deps.directory.artist(booking.artistId);
  return artist
    ? await refusedTime(deps, "slot_taken", role, artist, booking, wanted)
    : refuse("slot_taken");
}
