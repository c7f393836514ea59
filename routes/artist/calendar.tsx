import { HttpError, page } from "fresh";
import type { Context } from "fresh";
import { CalendarFeedPage } from "@/components/calendar/CalendarFeedPage.tsx";
import { type Outcome, refuse } from "@/lib/http/refusal.ts";
import { readFields } from "@/lib/http/body/fields.ts";
import { refusedPage, wordsFor } from "@/lib/http/refusals.ts";
import { isSameOrigin } from "@/lib/http/same_origin.ts";
import { signedInArtist } from "@/lib/pages/staff/signed_in_artist.ts";
import { define, type State } from "@/lib/http/state.ts";
import { formatDateTime } from "@/lib/time/format.ts";
import {
  endCalendarFeed,
  getCalendarFeed,
  renewCalendarFeed,
} from "@/lib/usecases/calendar/calendar_feed.ts";

/**
 * The artist's private calendar address: created, renewed and removed here. It
 * is shown in the response that creates it, and never again: it is not stored.
 */
export const handler = define.handlers({
  GET: async (ctx) => page(await show(ctx)),
  POST: async (ctx) => {
    const done = await act(ctx);
    if (!done.ok) {
      const refused = wordsFor(done);
      return page(await show(ctx, { refused }), refusedPage(done));
    }
    if (done.value !== null) return page(await show(ctx, done.value));
    return ctx.redirect("/artist/calendar", 303);
  },
});

/** The new secret, or null if the feed was removed. */
async function act(
  ctx: Context<State>,
): Promise<Outcome<{ readonly secret: string } | null>> {
  const { deps, config } = ctx.state.services;
  if (!isSameOrigin(ctx.req, config.baseUrl)) return refuse("cross_site");
  const fields = await readFields(ctx.req);
  if (!fields.ok) return fields;
  const staff = ctx.state.staff ?? null;
  switch (fields.value.get("do")) {
    case "renew":
      return await renewCalendarFeed(deps, staff);
    case "end":
      return await endCalendarFeed(deps, staff);
    default:
      return refuse("bad_request");
  }
}

async function show(
  ctx: Context<State>,
  { secret, refused }: { secret?: string; refused?: string } = {},
) {
  ctx.state.title = "My calendar";
  const { deps, config } = ctx.state.services;
  const artist = signedInArtist(ctx);
  const feed = await getCalendarFeed(deps, ctx.state.staff ?? null);
  if (!feed.ok) throw new HttpError(404);
  return {
    refused: refused ?? null,
    madeAt: feed.value ? formatDateTime(feed.value.madeAt, artist.zone) : null,
    address: secret === undefined
      ? null
      : `${config.baseUrl}/calendar/${secret}.ics`,
  };
}

export default define.page<typeof handler>(({ data }) => (
  <CalendarFeedPage {...data} />
));
