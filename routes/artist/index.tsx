import { page } from "fresh";
import { AnswerRequest } from "@/components/consultation/AnswerRequest.tsx";
import { DayList } from "@/components/consultation/DayList.tsx";
import { LateScripts } from "@/components/frame/LateScripts.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import ArtistDay from "@/islands/ArtistDay.tsx";
import { dayOfArtist } from "@/lib/pages/consultation/artist_day.ts";
import { readUpcoming } from "@/lib/pages/consultation/artist_requests.ts";
import { signedInArtist } from "@/lib/pages/staff/signed_in_artist.ts";
import { signInFor } from "@/lib/http/return_to.ts";
import { define } from "@/lib/http/state.ts";
import { formatDay, formatZone } from "@/lib/time/format.ts";

export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "My day";
    const { deps } = ctx.state.services;
    const artist = signedInArtist(ctx);
    const [day, upcoming] = await Promise.all([
      dayOfArtist(deps, artist),
      readUpcoming(deps, { artistId: artist.id, zone: artist.zone }),
    ]);
    const now = deps.clock.now();
    return page({
      today: formatDay(now, artist.zone),
      zone: formatZone(now, artist.zone),
      rows: day.value.rows,
      signInHref: signInFor(ctx.url.pathname),
      ...upcoming,
    });
  },
});

/** Today and who is waiting now; then the requests; then what is upcoming. */
export default define.page<typeof handler>(({ data }) => (
  <>
    <PageHeading over={data.today} lede={`Times are in ${data.zone}.`}>
      Your day
    </PageHeading>
    <LateScripts />
    <ArtistDay rows={data.rows} signInHref={data.signInHref} />
    {data.requests.length > 0 && (
      <section class="day-section" aria-labelledby="requests">
        <h2 id="requests">Requests</h2>
        <div class="stack stack--loose">
          {data.requests.map((request) => (
            <AnswerRequest key={request.submission.id} {...request} listed />
          ))}
        </div>
      </section>
    )}
    {data.coming.length > 0 && (
      <section class="day-section" aria-labelledby="coming">
        <h2 id="coming">Upcoming</h2>
        <DayList label="Upcoming consultations" entries={data.coming} />
      </section>
    )}
  </>
));
