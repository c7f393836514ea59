import { type Context, HttpError, page } from "fresh";
import type { ChangePageProps } from "@/lib/wire.ts";
import { parseConsultationId } from "@/lib/domain/ids.ts";
import { DAY, type Instant, type Span } from "@/lib/domain/instant.ts";
import { FURTHEST_DAYS } from "@/lib/domain/offer_limits.ts";
import type { Consultation } from "@/lib/domain/consultation.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import type { Artist } from "@/lib/domain/studio.ts";
import type { Deps } from "@/lib/ports.ts";
import { formatMoment, formatWhen } from "@/lib/time/format.ts";
import { authorise } from "@/lib/usecases/authorise.ts";
import {
  alternativesTo,
  isChangeable,
  noticeFor,
  timesToMoveTo,
} from "@/lib/usecases/new_time.ts";
import { clientActor } from "./actor.ts";
import { weekOf } from "./booking_page.ts";
import { pageOf } from "./own_page.ts";
import { refusedWords } from "./refused.ts";
import { define, type State } from "./state.ts";

type Ctx = Context<State>;

interface Seen {
  readonly actor: Actor;
  readonly booking: Consultation;
  readonly artist: Artist;
  /** May this person still change it? */
  readonly open: boolean;
  readonly page: ChangePageProps;
}

/**
 * Reads it for the staff who are signed in, or for the client whom its link let in.
 * Where there is nothing to change, the answer leads to the consultation's page,
 * which says why.
 */
export async function readChange(ctx: Ctx): Promise<Seen | Response> {
  const { deps } = ctx.state.services;
  const id = parseConsultationId(ctx.params.id);
  if (id === null) throw new HttpError(404);
  const actor = ctx.state.staff ?? await clientActor(ctx, id);
  if (actor === null) return seeOther(`/c/${id}`);
  const home = pageOf(actor, id);
  const read = await authorise(deps, actor, "see", id);
  if (!read.ok && actor.role !== "client") throw new HttpError(404);
  if (!read.ok) return seeOther(home);
  const booking = read.value.value;
  const artist = await deps.directory.artist(booking.artistId);
  const refused = ctx.url.searchParams.get("refused");
  if (booking.state !== "confirmed" || !artist) {
    return seeOther(
      refused ? `${home}?refused=${encodeURIComponent(refused)}` : home,
    );
  }
  const noticeMs = await noticeFor(deps, actor.role);
  const { client, startsAt, endsAt } = booking;
  const zone = actor.role === "client" ? client.zone : artist.zone;
  return {
    actor,
    booking,
    artist,
    open: isChangeable(booking, noticeMs, deps.clock.now()),
    page: {
      session: actor.role,
      id,
      version: booking.version,
      clientName: client.name,
      artistName: artist.name,
      serviceName: booking.serviceName,
      zone,
      when: formatWhen(startsAt, endsAt, zone),
      until: actor.role === "client"
        ? formatMoment(startsAt - noticeMs, zone)
        : null,
      contactEmail: ctx.state.studio?.contactEmail ?? "",
      refused: refusedWords(ctx.url),
      home,
    },
  };
}

/** The same, where it is too late to go on: the page before says until when it was possible. */
export async function readOpenChange(ctx: Ctx): Promise<Seen | Response> {
  const seen = await readChange(ctx);
  if (seen instanceof Response || seen.open) return seen;
  return seeOther(`${seen.page.home}/change`);
}

/** The times that it can be moved to: a week of them, and those nearest to one that was refused. */
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
    timesToMoveTo(deps, shown.session, who.artist, who.booking, span);
  const { searchParams } = ctx.url;
  const week = await weekOf(
    {
      now,
      until,
      zone: shown.zone,
      wanted: searchParams.get("day"),
    },
    freeIn,
  );
  const wanted = Date.parse(searchParams.get("at") ?? "");
  const near = shown.refused !== null && Number.isFinite(wanted)
    ? await near3(deps, who, wanted)
    : [];
  const empty = week.days.every((day) => day.groups.length === 0);
  // Whoever would leaf through weeks that are all empty is told so on the first.
  const full = empty && (await freeIn({ from: now, to: until })).length === 0;
  return { ...shown, week, near, full };
}

/** The page that asks once more before it is cancelled, for whoever looks at it. */
export const askToCancel = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Cancel";
    const seen = await readOpenChange(ctx);
    return seen instanceof Response ? seen : page(seen.page);
  },
});

/** The page of the times that it can be moved to, for whoever looks at it. */
export const chooseTime = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Choose another time";
    const data = await readMovePage(ctx);
    return data instanceof Response ? data : page(data);
  },
});

function near3(
  deps: Deps,
  { actor, artist, booking }: Omit<Seen, "page">,
  wanted: Instant,
): Promise<Instant[]> {
  return alternativesTo(deps, actor.role, artist, booking, wanted);
}

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}
