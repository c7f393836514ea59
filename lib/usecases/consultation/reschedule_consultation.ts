import { tooLateToChange } from "@/lib/domain/consultation/reschedule.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { emailKey } from "@/lib/domain/basic/email.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import { joinWindow } from "@/lib/domain/consultation/join_window.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import {
  ok,
  type Outcome,
  type Refusal,
  refuse,
} from "@/lib/domain/basic/refusal.ts";
import type { Event } from "@/lib/domain/consultation/transition.ts";
import type { Deps, Mail, Session, SessionWrite } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";
import {
  changeAndNotify,
  type ChangeMailContext,
} from "@/lib/usecases/shared/change_and_notify.ts";
import { SESSION_GRACE } from "./enter_by_link.ts";
import { checkNewTime, noticeFor, refusedTime } from "./new_time.ts";

export interface RescheduleRequest {
  readonly startsAt: Instant;
  /** The version that the page showed, so that a newer one is not moved by mistake. */
  readonly version: number | null;
  /** The token of the client's own session, which continues with the new link. */
  readonly token: string | null;
}

export interface Rescheduled {
  readonly consultation: Consultation;
  /** False if it was at this time already: nothing was written or mailed. */
  readonly changed: boolean;
  /** The client's session and its new expiry; null for the studio. */
  readonly session: Session | null;
}

/**
 * confirmed → confirmed at another time, as a new version: the new slot is
 * taken and the old one released in one write, every previous link becomes
 * invalid, and both are notified; the client with the new link. A client who
 * moves it stays signed in: their session gets the new link in the same write,
 * so that neither a lost response nor a second submit locks them out.
 */
export async function rescheduleConsultation(
  deps: Deps,
  request: RequestContext & RescheduleRequest,
): Promise<Outcome<Rescheduled>> {
  const { id, startsAt, token } = request;
  const seen = await authorise(deps, {
    actor: request.actor,
    action: "reschedule",
    id,
  });
  if (!seen.ok) return seen;
  const { actor } = seen.value;
  const secret = deps.secrets.secret();
  const linkHash = await deps.secrets.hash(secret);
  const noticeMs = await noticeFor(deps, actor.role);
  const move = {
    actor,
    startsAt,
    version: request.version,
    linkHash,
    noticeMs,
  };
  const moved = await changeAndNotify(deps, seen.value, {
    request: (from) => eventFor(deps, from, move),
    mailsFor: (told) => mailsFor(told, { by: actor.role, secret }),
    sessionFor: (next) =>
      actor.role === "client" && token !== null
        ? sessionWrite(deps, next, { actor: { ...actor, linkHash }, token })
        : null,
  });
  if (!moved.ok) {
    return moved.code === "slot_taken" && !moved.facts.alternatives
      ? await taken(deps, { actor, id, wanted: startsAt })
      : moved;
  }
  const { changed, next: { value: consultation } } = moved.value;
  return ok({
    consultation,
    changed,
    session: actor.role !== "client" ? null : sessionOf(deps, {
      actor: changed ? { ...actor, linkHash } : actor,
      consultation,
    }),
  });
}

function mailsFor(
  { about, artist, before }: ChangeMailContext,
  { by, secret }: { readonly by: Actor["role"]; readonly secret: string },
): readonly Mail[] {
  const times = {
    before: { from: before.startsAt, to: before.endsAt },
    by,
    consultation: about,
  };
  const toClient: Mail = {
    kind: "rescheduled",
    to: about.client.email,
    ...times,
    secret,
  };
  return artist === null ? [toClient] : [toClient, {
    kind: "rescheduled_to_artist",
    to: artist.email,
    ...times,
  }];
}

async function eventFor(
  deps: Deps,
  from: Consultation,
  { actor, startsAt, version, linkHash, noticeMs }: {
    readonly actor: Actor;
    readonly startsAt: Instant;
    readonly version: number | null;
    readonly linkHash: string;
    readonly noticeMs: number;
  },
): Promise<Outcome<Event | null>> {
  const event: Event = {
    type: "reschedule",
    by: actor.role,
    noticeMs,
    startsAt,
    endsAt: startsAt + (from.endsAt - from.startsAt),
    heldUntil: startsAt + (from.heldUntil - from.startsAt),
    linkHash,
  };
  // The state's own refusal is more useful than one about the time.
  if (from.state !== "confirmed") return ok(event);
  if (from.startsAt === startsAt) return ok(null);
  if (version !== null && version !== from.version) return refuse("conflict");
  const late = tooLateToChange(from, { noticeMs, now: deps.clock.now() });
  if (late) return late;
  const artist = await deps.catalog.artist(from.artistId);
  if (!artist) return refuse("slot_invalid");
  const { role } = actor;
  const free = await checkNewTime(deps, {
    role,
    artist,
    booking: from,
    wanted: startsAt,
  });
  if (!free.ok) return free;
  if (role === "client") {
    const wait = await waitOfMoves(deps, from);
    if (wait > 0) return refuse("rate_limited", { retryAfterSeconds: wait });
  }
  return ok(event);
}

/** Seconds until a client may move it, or 0: counted for everyone whom it sends mails to. */
async function waitOfMoves(
  { rateLimits, secrets }: Deps,
  { id, client, artistId }: Consultation,
): Promise<number> {
  const own = await rateLimits.take(RATE_LIMITS.reschedules, id);
  if (own > 0) return own;
  const address = await secrets.hash(emailKey(client.email));
  const all = await rateLimits.take(RATE_LIMITS.reschedulesOfClient, address);
  if (all > 0) return all;
  return await rateLimits.take(RATE_LIMITS.reschedulesOfArtist, artistId);
}

type ClientActor = Extract<Actor, { role: "client" }>;

function sessionWrite(
  deps: Deps,
  next: Consultation,
  { actor, token }: { readonly actor: ClientActor; readonly token: string },
): SessionWrite {
  const session = sessionOf(deps, { actor, consultation: next });
  return { token, session, lastsMs: session.expiresAt - deps.clock.now() };
}

function sessionOf(
  { joinPolicy }: Deps,
  { actor, consultation }: {
    readonly actor: ClientActor;
    readonly consultation: Consultation;
  },
): Session {
  const { closesAt } = joinWindow(consultation, joinPolicy);
  return { actor, expiresAt: closesAt + SESSION_GRACE };
}

/** Free when it was decided, and taken when it was written. */
async function taken(
  deps: Deps,
  { actor, id, wanted }: {
    readonly actor: Actor;
    readonly id: ConsultationId;
    readonly wanted: Instant;
  },
): Promise<Refusal> {
  const booking = (await deps.consultations.get(id))?.value;
  const artist = booking && await deps.catalog.artist(booking.artistId);
  if (!artist) return refuse("slot_taken");
  const { role } = actor;
  return await refusedTime(deps, {
    code: "slot_taken",
    role,
    artist,
    booking,
    wanted,
  });
}
