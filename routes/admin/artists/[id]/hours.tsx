import { type Context, HttpError, page } from "fresh";
import { HoursPage } from "@/components/offer/HoursPage.tsx";
import { StaffPage } from "@/components/StaffPage.tsx";
import { type ArtistId, parseArtistId } from "@/lib/domain/ids.ts";
import { saveHours, showHours } from "@/lib/http/hours_page.ts";
import { define, type State } from "@/lib/http/state.ts";

/** An artist's hours, for an admin: the artist's own form. */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Hours";
    return page(await showHours(ctx, idOf(ctx)));
  },
  POST: async (ctx) => {
    ctx.state.title = "Hours";
    return await saveHours(ctx, idOf(ctx));
  },
});

function idOf(ctx: Context<State>): ArtistId {
  const id = parseArtistId(ctx.params.id);
  if (id === null) throw new HttpError(404);
  return id;
}

export default define.page<typeof handler>(({ data, state }) => (
  <StaffPage
    studio={state.studio?.name ?? "Visavis"}
    role="admin"
    who={state.staff?.email ?? ""}
    at="artists"
  >
    <HoursPage
      {...data}
      over={<a href={data.action.replace(/\/hours$/, "")}>{data.artist}</a>}
    >
      Hours of {data.artist}
    </HoursPage>
  </StaffPage>
));
