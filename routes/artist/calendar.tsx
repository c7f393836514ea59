import { HttpError, page } from "fresh";
import type { Context } from "fresh";
import { CalendarFeedPage } from "@/components/CalendarFeedPage.tsx";
import { StaffPage } from "@/components/StaffPage.tsx";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import { readFields } from "@/lib/http/fields.ts";
import { statusOf, wordsOf } from "@/lib/http/refusals.ts";
import { isSameOrigin } from "@/lib/http/same_origin.ts";
import { define, type State } from "@/lib/http/state.ts";
import { formatMoment } from "@/lib/time/format.ts";
import {
  endCalendarFeed,
  renewCalendarFeed,
  seeCalendarFeed,
} from "@/lib/usecases/calendar_feed.ts";

/**
 * The artist's private calendar address: made, renewed and ended here. It is shown
 * in the answer to the press that made it, and never again: it is not stored.
 */
export const handler = define.handlers({
  GET: async (ctx) => page(await show(ctx)),
  POST: async (ctx) => {
    const done = await act(ctx);
    if (!done.ok) {
      const { code } = done;
      return page(await show(ctx, { refused: wordsOf(code) }), {
        status: statusOf(code),
      });
    }
    if (done.value !== null) return page(await show(ctx, done.value));
    const headers = { location: "/artist/calendar" };
    return new Response(null, { status: 303, headers });
  },
});

/** A secret that was made, or null where there is none any more. */
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
  const { staff } = ctx.state;
  const feed = await seeCalendarFeed(deps, staff ?? null);
  const artist = staff?.role === "artist"
    ? await deps.directory.artist(staff.artistId)
    : null;
  if (!feed.ok || artist === null) throw new HttpError(404);
  return {
    who: artist.name,
    refused: refused ?? null,
    madeAt: feed.value ? formatMoment(feed.value.madeAt, artist.zone) : null,
    address: secret === undefined
      ? null
      : `${config.baseUrl}/calendar/${secret}.ics`,
  };
}

export default define.page<typeof handler>(
  ({ data: { who, ...shown }, state }) => (
    <StaffPage
      studio={state.studio?.name ?? "Visavis"}
      role="artist"
      who={who}
      at="calendar"
    >
      <CalendarFeedPage {...shown} />
    </StaffPage>
  ),
);
