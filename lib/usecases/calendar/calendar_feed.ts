import { entryForArtist } from "@/lib/domain/calendar/calendar_entry.ts";
import { DAY } from "@/lib/domain/basic/instant.ts";
import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import { FURTHEST_DAYS } from "@/lib/domain/offer/offer_limits.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { CalendarFeed, Deps } from "@/lib/ports/mod.ts";
import { words } from "@/lib/words/mod.ts";

const KEPT_DAYS = 30;

/** The artist's own feed, without its address. */
export async function getCalendarFeed(
  { calendarFeeds }: Pick<Deps, "calendarFeeds">,
  actor: Actor | null,
): Promise<Outcome<CalendarFeed | null>> {
  if (actor?.role !== "artist") return refuse("not_found");
  return ok(await calendarFeeds.of(actor.artistId));
}

/**
 * Issues a new address for the artist's feed. The previous address stops
 * working; the new one is shown once.
 */
export async function renewCalendarFeed(
  deps: Pick<Deps, "calendarFeeds" | "secrets" | "clock" | "rateLimits">,
  actor: Actor | null,
): Promise<Outcome<{ readonly secret: string }>> {
  if (actor?.role !== "artist") return refuse("not_found");
  const wait = await deps.rateLimits.take(
    RATE_LIMITS.calendarAddresses,
    actor.artistId,
  );
  if (wait > 0) return refuse("rate_limited", { retryAfterSeconds: wait });
  const secret = deps.secrets.secret();
  await deps.calendarFeeds.put(actor.artistId, {
    hash: await deps.secrets.hash(secret),
    madeAt: deps.clock.now(),
  });
  return ok({ secret });
}

/** Ends the feed. */
export async function endCalendarFeed(
  { calendarFeeds }: Pick<Deps, "calendarFeeds">,
  actor: Actor | null,
): Promise<Outcome<null>> {
  if (actor?.role !== "artist") return refuse("not_found");
  await calendarFeeds.put(actor.artistId, null);
  return ok(null);
}

/**
 * The artist's calendar for anyone who has the address: a calendar program
 * cannot sign in. Writes nothing. A disabled account has no feed.
 */
export async function readCalendarFeed(
  deps: Pick<
    Deps,
    | "calendarFeeds"
    | "calendarFiles"
    | "clock"
    | "consultations"
    | "catalog"
    | "secrets"
  >,
  secret: string,
): Promise<Outcome<string>> {
  const hash = await deps.secrets.hash(secret);
  const artistId = await deps.calendarFeeds.byHash(hash);
  const artist = artistId && await deps.catalog.artist(artistId);
  if (!artist || artist.retired) return refuse("not_found");
  const studio = await deps.catalog.studio();
  const now = deps.clock.now();
  const diary = await deps.consultations.ofArtist(artist.id, {
    from: now - KEPT_DAYS * DAY,
    to: now + FURTHEST_DAYS * DAY,
  });
  const entries = diary.map((one) => entryForArtist(one, words().calendar))
    .filter((entry) => entry !== null);
  const name = studio ? `${artist.name}, ${studio.name}` : artist.name;
  return ok(await deps.calendarFiles.feed(name, entries));
}
