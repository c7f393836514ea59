import { HttpError, page } from "fresh";
import { DataTable } from "@/components/DataTable.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { StaffPage } from "@/components/StaffPage.tsx";
import { StateBadge } from "@/components/StateBadge.tsx";
import { recordingOf, type State } from "@/lib/domain/consultation.ts";
import { parseConsultationId } from "@/lib/domain/ids.ts";
import { define } from "@/lib/http/state.ts";
import { formatMoment } from "@/lib/time/format.ts";

const SHOWN = 50;

/**
 * What an artist's earlier consultations came to, newest first; `?before=` goes
 * further back, from the start and the id of the last one shown: two may have had
 * the same start, one of them declined.
 */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Past consultations";
    const { deps } = ctx.state.services;
    const { staff } = ctx.state;
    if (staff?.role !== "artist") throw new HttpError(404);
    const artist = await deps.directory.artist(staff.artistId);
    if (!artist) throw new HttpError(404);
    const now = deps.clock.now();
    // One that was started early may be over before its own start.
    const latest = { startsAt: now + deps.joinPolicy.earlyMs, id: null };
    const asked = readCursor(ctx.url.searchParams.get("before"));
    const before = asked && asked.startsAt < latest.startsAt ? asked : latest;
    const found = await deps.consultations.pastOf(artist.id, before, SHOWN);
    const past = found.filter((one) =>
      IS_OVER[one.state] &&
      (one.startsAt < now || "sessionStartedAt" in one)
    );
    const last = found.length === SHOWN ? found.at(-1) : undefined;
    return page({
      artist: artist.name,
      earlier: last ? `${last.startsAt}.${last.id}` : null,
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

const IS_OVER: Readonly<Record<State, boolean>> = {
  requested: false,
  confirmed: false,
  live: false,
  ended: true,
  declined: true,
  expired: true,
  cancelled: true,
  no_show: true,
  erased: true,
};

function readCursor(text: string | null) {
  const [start, name] = (text ?? "").split(".");
  const id = parseConsultationId(name);
  return id !== null && /^\d{1,15}$/.test(start ?? "")
    ? { startsAt: Number(start), id }
    : null;
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
        <a href={`/artist/past?before=${data.earlier}`}>
          Earlier
        </a>
      </p>
    )}
  </StaffPage>
));
