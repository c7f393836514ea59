import { HttpError, page } from "fresh";
import { AnswerRequest } from "@/components/AnswerRequest.tsx";
import { DayList } from "@/components/DayList.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { StaffPage } from "@/components/StaffPage.tsx";
import ArtistDay from "@/islands/ArtistDay.tsx";
import { readDay } from "@/lib/http/artist_day.ts";
import { readAhead } from "@/lib/http/artist_requests.ts";
import { define } from "@/lib/http/state.ts";
import { formatDay, formatZone } from "@/lib/time/format.ts";

export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "My day";
    const { deps } = ctx.state.services;
    const { staff } = ctx.state;
    if (staff?.role !== "artist") throw new HttpError(404);
    const artist = await deps.directory.artist(staff.artistId);
    const day = await readDay(deps, staff.artistId);
    if (!artist || !day.ok) throw new HttpError(404);
    const now = deps.clock.now();
    return page({
      artist: artist.name,
      today: formatDay(now, artist.zone),
      zone: formatZone(now, artist.zone),
      rows: day.value.value.rows,
      ...await readAhead(deps, artist.id, artist.zone),
    });
  },
});

/** Today and who is waiting now; then what to answer; then what is coming. */
export default define.page<typeof handler>(({ data, state }) => (
  <StaffPage
    studio={state.studio?.name ?? "Visavis"}
    role="artist"
    who={data.artist}
  >
    <PageHeading over={data.today} lede={`Times are in ${data.zone}.`}>
      Your day
    </PageHeading>
    <ArtistDay rows={data.rows} />
    {data.requests.length > 0 && (
      <section class="day-section" aria-labelledby="requests">
        <h2 id="requests">To answer</h2>
        <div class="stack stack--loose">
          {data.requests.map((request) => (
            <AnswerRequest key={request.brought.id} {...request} listed />
          ))}
        </div>
      </section>
    )}
    {data.coming.length > 0 && (
      <section class="day-section" aria-labelledby="coming">
        <h2 id="coming">Coming</h2>
        <DayList label="Coming consultations" entries={data.coming} />
      </section>
    )}
  </StaffPage>
));
