import { HttpError, page } from "fresh";
import { DataTable } from "@/components/DataTable.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { StaffPage } from "@/components/StaffPage.tsx";
import { StateBadge } from "@/components/StateBadge.tsx";
import { type Consultation, recordingOf } from "@/lib/domain/consultation.ts";
import { iso } from "@/lib/domain/instant.ts";
import { define } from "@/lib/http/state.ts";
import { formatMoment } from "@/lib/time/format.ts";

const SHOWN = 50;

/** What an artist's earlier consultations came to, newest first; `?before=` goes further back. */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Past consultations";
    const { deps } = ctx.state.services;
    const { staff } = ctx.state;
    if (staff?.role !== "artist") throw new HttpError(404);
    const artist = await deps.directory.artist(staff.artistId);
    if (!artist) throw new HttpError(404);
    const now = deps.clock.now();
    const asked = Date.parse(ctx.url.searchParams.get("before") ?? "");
    // One that was started early may be over before its own start.
    const latest = now + deps.joinPolicy.earlyMs;
    const before = Number.isNaN(asked) ? latest : Math.min(asked, latest);
    const found = await deps.consultations.pastOf(artist.id, before, SHOWN);
    const past = found.filter((one) => one.startsAt < now || isOver(one));
    const last = found.length === SHOWN ? found.at(-1) : undefined;
    return page({
      artist: artist.name,
      earlier: last ? iso(last.startsAt) : null,
      rows: past.map((one) => {
        const { state, roomSids } = recordingOf(one);
        const recorded = roomSids.length > 0 && state !== "deleted";
        return {
          id: one.id,
          client: one.client.name,
          when: formatMoment(one.startsAt, artist.zone),
          service: one.serviceName,
          state: one.state,
          recorded: recorded ? "Yes" : "No",
        };
      }),
    });
  },
});

/** Did it take place, before its time? */
function isOver({ state }: Consultation): boolean {
  return state === "ended" || state === "erased";
}

export default define.page<typeof handler>(({ data, state }) => (
  <StaffPage
    studio={state.studio?.name ?? "Visavis"}
    role="artist"
    who={data.artist}
    at="past"
  >
    <PageHeading>Past consultations</PageHeading>
    {data.rows.length === 0
      ? <EmptyState title="Nothing here">There is nothing earlier.</EmptyState>
      : (
        <DataTable
          caption="Past consultations"
          columns={[
            { label: "Client" },
            { label: "When" },
            { label: "Service" },
            { label: "State" },
            { label: "Recorded" },
          ]}
          rows={data.rows.map((row) => ({
            key: row.id,
            cells: [
              <a href={`/artist/consultations/${row.id}`} key="client">
                {row.client}
              </a>,
              row.when,
              row.service,
              <StateBadge state={row.state} key="state" />,
              row.recorded,
            ],
          }))}
        />
      )}
    {data.earlier && (
      <p class="page-note">
        <a href={`/artist/past?before=${encodeURIComponent(data.earlier)}`}>
          Earlier
        </a>
      </p>
    )}
  </StaffPage>
));
