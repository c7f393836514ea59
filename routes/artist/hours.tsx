import { HoursPage } from "@/components/offer/HoursPage.tsx";
import { define } from "@/lib/http/state.ts";
import { hoursPage } from "@/lib/pages/offer/hours_page.ts";
import { signedInArtist } from "@/lib/pages/staff/signed_in_artist.ts";

/** The artist's own hours. */
export const handler = hoursPage("My hours", (ctx) => signedInArtist(ctx).id);

export default define.page<typeof handler>(({ data }) => (
  <HoursPage {...data}>Your hours</HoursPage>
));
