import { type Context, HttpError, page } from "fresh";
import type { ChangePageProps } from "@/lib/wire/wire.ts";
import {
  type ConsultationId,
  parseConsultationId,
} from "@/lib/domain/basic/ids.ts";
import { DAY, MINUTE, type Span } from "@/lib/domain/basic/instant.ts";
import { FURTHEST_DAYS } from "@/lib/domain/offer/offer_limits.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import type { Artist } from "@/lib/domain/offer/studio.ts";
import { dayOf } from "@/lib/time/openings.ts";
import { formatDateTime, formatWhen } from "@/lib/time/format.ts";
import { authorise } from "@/lib/usecases/shared/authorise.ts";
import {
  alternativesTo,
  isChangeable,
  noticeFor,
  timesToMoveTo,
} from "@/lib/usecases/consultation/new_time.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { clientActor } from "@/lib/http/session/actor.ts";
import { readTyped } from "@/lib/http/session/typed_fields.ts";
import { weekOf } from "@/lib/pages/booking/booking_page.ts";
import { consultationHref } from "@/lib/http/consultation_href.ts";
import { refusalText } from "@/lib/http/refusal_notice.ts";
import { define, type State } from "@/lib/http/state.ts";
import { changes } from "@/words/changes.ts";

type Ctx = Context<State>;

interface ChangeContext {
  readonly actor: Actor;
  readonly booking: Consultation;
  readonly artist: Artist;
  /** Whether this person may still change it. */
  readonly open: boolean;
  readonly page: ChangePageProps;
}

/**
 * Reads the change page for signed-in staff, or for the client that its link
 * let in. If there is nothing to change, the answer redirects to the
 * consultation's page, which says why.
 */
export async function readChange(ctx: Ctx): Promise<ChangeContext | Response> {
  const { deps } = ctx.state.services;
  const id = parseConsultationId(ctx.params.id);
  if (id === null) throw new HttpError(404);
  const actor = ctx.state.staff ?? await clientActor(ctx, id);
  if (actor === null) return ctx.redirect(`/c/${id}`, 303);
  const home = consultationHref(actor, id);
  const read = await authorise(deps, { actor, action: "see", id });
  if (!read.ok && actor.role !== "client") throw new HttpError(404);
  if (!read.ok) return ctx.redirect(home, 303);
  const booking = read.value.stored.value;
  const artist = await deps.catalog.artist(booking.artistId);
  const refused = ctx.url.searchParams.get("refused");
  if (booking.state !== "confirmed" || !artist) {
    return ctx.redirect(
      refused ? `${home}?refused=${encodeURIComponent(refused)}` : home,
      303,
    );
  }
  const noticeMs = await noticeFor(deps, actor.role);
  const { client, startsAt, endsAt } = booking;
  const zone = actor.role === "client" ? client.zone : artist.zone;
  return {
    actor,
    booking,
    artist,
    open: isChangeable(booking, { noticeMs, now: deps.clock.now() }),
    page: {
      session: actor.role,
      id,
      version: booking.version,
      clientName: client.name,
      artistName: artist.name,
      serviceName: booking.serviceName,
      zone,
      when: formatWhen({ startsAt, endsAt }, zone),
      until: actor.role === "client"
        ? formatDateTime(startsAt - noticeMs, zone)
        : null,
      contactEmail: ctx.state.studio?.contactEmail ?? "",
      typed: readTyped(ctx, id),
      refused: refusalText(ctx.url),
      home,
    },
  };
}

/** The same, but refuses when it is too late: the previous page says until when it was possible. */
export async function readOpenChange(
  ctx: Ctx,
): Promise<ChangeContext | Response> {
  const seen = await readChange(ctx);
  if (seen instanceof Response || seen.open) return seen;
  return ctx.redirect(`${seen.page.home}/change`, 303);
}

/** The times to move to: a week of them, and those nearest to a refused one. */
export async function readMovePage(ctx: Ctx) {
  const seen = await readOpenChange(ctx);
  if (seen instanceof Response) return seen;
  const { deps } = ctx.state.services;
  const { page: shown, ...who } = seen;
  const now = deps.clock.now();
  const days = shown.session === "client"
    ? who.artist.horizonDays
    : FURTHEST_DAYS;
  const until = now + days * DAY;
  const freeIn = (span: Span) =>
    timesToMoveTo(deps, {
      role: shown.session,
      artist: who.artist,
      booking: who.booking,
      span,
    });
  const { searchParams } = ctx.url;
  const week = await weekOf(
    {
      now,
      until,
      zone: shown.zone,
      wanted: searchParams.get("day") ?? dayTyped(ctx, shown),
    },
    freeIn,
  );
  const wanted = Date.parse(searchParams.get("at") ?? "");
  const near = shown.refused !== null && Number.isFinite(wanted)
    ? await alternativesTo(deps, { role: who.actor.role, ...who, wanted })
    : [];
  const empty = week.days.every((day) => day.groups.length === 0);
  // If all weeks are empty, the first one says so.
  const full = empty && (await freeIn({ from: now, to: until })).length === 0;
  const finalBefore = shown.session === "client"
    ? await finalBeforeFor(deps, who)
    : null;
  const refused = ctx.url.searchParams.get("refused") === "invalid_input"
    ? noTimeChosen(shown)
    : shown.refused;
  return { ...shown, refused, week, alternatives: near, full, finalBefore };
}

/** The forms with times highlight no field: what does not fit is the time. The studio can also type one. */
function noTimeChosen({ session }: ChangePageProps): string {
  return session === "client" ? changes.move.chooseTime : changes.noSuchTime;
}

/** Before which time a client's choice is final; null if such a time is not offered. */
async function finalBeforeFor(
  deps: Deps,
  { artist, booking }: Pick<ChangeContext, "artist" | "booking">,
): Promise<string | null> {
  const noticeMs = await noticeFor(deps, "client");
  // Without a limit the notice is one millisecond: no time is that close.
  return Math.max(1, artist.noticeMinutes * MINUTE) < noticeMs
    ? formatDateTime(deps.clock.now() + noticeMs, booking.client.zone)
    : null;
}

/** The day that was chosen in a form that was refused. */
function dayTyped(ctx: Ctx, { id, zone }: ChangePageProps): string | null {
  const at = Date.parse(readTyped(ctx, id as ConsultationId).at ?? "");
  return Number.isFinite(at) ? dayOf(at, zone) : null;
}

/** The page that asks for confirmation before cancelling. */
export const askToCancel = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Cancel";
    const seen = await readOpenChange(ctx);
    return seen instanceof Response ? seen : page(seen.page);
  },
});

/** The page with the times to move to. */
export const chooseTime = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Choose another time";
    const data = await readMovePage(ctx);
    return data instanceof Response ? data : page(data);
  },
});
