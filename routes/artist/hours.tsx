import { HttpError, page } from "fresh";
import { HoursPage } from "@/components/offer/HoursPage.tsx";
import { StaffPage } from "@/components/StaffPage.tsx";
import { saveHours, showHours } from "@/lib/http/hours_page.ts";
import { define } from "@/lib/http/state.ts";

/** The artist's own hours. */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "My hours";
    const { staff } = ctx.state;
    if (staff?.role !== "artist") throw new HttpError(404);
    return page(await showHours(ctx, staff.artistId));
  },
  POST: async (ctx) => {
    ctx.state.title = "My hours";
    const { staff } = ctx.state;
    if (staff?.role !== "artist") throw new HttpError(404);
    return await saveHours(ctx, staff.artistId);
  },
});

export default define.page<typeof handler>(({ data, state }) => (
  <StaffPage
    studio={state.studio?.name ?? "Visavis"}
    role="artist"
    who={data.artist}
    at="hours"
  >
    <HoursPage {...data}>Your hours</HoursPage>
  </StaffPage>
));
