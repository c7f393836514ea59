import { entryForArtist } from "@/lib/domain/calendar_entry.ts";
import { DAY, HOUR } from "@/lib/domain/instant.ts";
import { FURTHEST_DAYS } from "@/lib/domain/offer_limits.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { CalendarFeed, Deps } from "@/lib/ports.ts";

const KEPT_DAYS = 30;

const RENEWALS_AN_HOUR = 20;

/** The artist's own feed, as far as it is known: never its address. */
export async function seeCalendarFeed(
  { calendarFeeds }: Pick<Deps, "calendarFeeds">,
  actor: Actor | null,
): Promise<Outcome<CalendarFeed | null>> {
  if (actor?.role !== "artist") return refuse("not_found");
  return ok(await calendarFeeds.of(actor.artistId));
}

/** A new address for the artist's feed. The one before is dead; this one is told once. */
export async function renewCalendarFeed(
  deps: Pick<Deps, "calendarFeeds" | "secrets" | "clock" | "rateLimits">,
  actor: Actor | null,
): Promise<Outcome<{ readonly secret: string }>> {
  if (actor?.role !== "artist") return refuse("not_found");
  const wait = await deps.rateLimits.take(
    `calendar of ${actor.artistId}`,
    RENEWALS_AN_HOUR,
    HOUR,
  );
  if (wait > 0) return refuse("rate_limited", { retryAfterSeconds: wait });
  const secret = deps.secrets.secret();
  await deps.calendarFeeds.put(actor.artistId, {
    hash: await deps.secrets.hash(secret),
    madeAt: deps.clock.now(),
  });
  return ok({ secret });
}

/** From now on there is no feed. */
export async function endCalendarFeed(
  { calendarFeeds }: Pick<Deps, "calendarFeeds">,
  actor: Actor | null,
): Promise<Outcome<null>> {
  if (actor?.role !== "artist") return refuse("not_found");
  await calendarFeeds.put(actor.artistId, null);
  return ok(null);
}

/**
 * The artist's diary for whoever has the address: a calendar program cannot sign
 * in. Writes nothing. An account that has ended has no feed either.
 */
export async function readCalendarFeed(
  deps: Pick<
    Deps,
    | "calendarFeeds"
    | "calendarFiles"
    | "clock"
    | "consultations"
    | "directory"
    | "secrets"
  >,
  secret: string,
): Promise<Outcome<string>> {
  const hash = await deps.secrets.hash(secret);
  const artistId = await deps.calendarFeeds.byHash(hash);
  const artist = artistId && await deps.directory.artist(artistId);
  if (!artist || artist.retired) return refuse("not_found");
  const studio = await deps.directory.studio();
  const now = deps.clock.now();
  const diary = await deps.consultations.ofArtist(artist.id, {
    from: now - KEPT_DAYS * DAY,
    to: now + FURTHEST_DAYS * DAY,
  });
  const entries = diary.map(entryForArtist).filter((entry) => entry !== null);
  const name = studio ? `${artist.name}, ${studio.name}` : artist.name;
  return ok(await deps.calendarFiles.feed(name, entries));
}
