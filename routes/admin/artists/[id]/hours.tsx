import { HoursPage } from "@/components/offer/HoursPage.tsx";
import { define } from "@/lib/http/state.ts";
import { hoursPage } from "@/lib/pages/offer/hours_page.ts";
import { artistIdOf } from "@/lib/pages/offer/stored_artist.ts";

/** An artist's hours, for an admin: the artist's own form. */
export const handler = hoursPage("Hours", artistIdOf);

export default define.page<typeof handler>(({ data }) => (
  <HoursPage
    {...data}
    overline={<a href={data.action.replace(/\/hours$/, "")}>{data.artist}</a>}
  >
    Hours of {data.artist}
  </HoursPage>
));
