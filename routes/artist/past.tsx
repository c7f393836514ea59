import { page } from "fresh";
import { ListPage } from "@/components/frame/ListPage.tsx";
import { StateBadge } from "@/components/consultation/StateBadge.tsx";
import {
  type ConsultationState,
  recordingOf,
  stateLabel,
} from "@/lib/domain/consultation/consultation.ts";
import { parseConsultationId } from "@/lib/domain/basic/ids.ts";
import { signedInArtist } from "@/lib/pages/staff/signed_in_artist.ts";
import { define } from "@/lib/http/state.ts";
import { formatDateTime } from "@/lib/time/format.ts";

const SHOWN = 50;

/**
 * An artist's past consultations, newest first; `?before=` goes further back,
 * from the start and the id of the last one shown: two may have the same start,
 * one of them declined.
 */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Past consultations";
    const { deps } = ctx.state.services;
    const artist = signedInArtist(ctx);
    const now = deps.clock.now();
    // A consultation that was started early may be over before its own start.
    const latest = { startsAt: now + deps.joinPolicy.earlyMs, id: null };
    const asked = readCursor(ctx.url.searchParams.get("before"));
    const before = asked && asked.startsAt < latest.startsAt ? asked : latest;
    const found = await deps.consultations.pastOf(artist.id, {
      before,
      limit: SHOWN,
    });
    const past = found.filter((one) =>
      IS_OVER[one.state] &&
      (one.startsAt < now || "sessionStartedAt" in one)
    );
    const last = found.length === SHOWN ? found.at(-1) : undefined;
    return page({
      earlier: last ? `${last.startsAt}.${last.id}` : null,
      rows: past.map((one) => {
        const { state, roomSids } = recordingOf(one);
        const recorded = roomSids.length > 0 && state !== "deleted";
        return {
          id: one.id,
          client: one.client.name,
          when: formatDateTime(one.startsAt, artist.zone),
          service: one.serviceName,
          state: one.state,
          label: stateLabel(one),
          recorded: recorded ? "Yes" : "No",
        };
      }),
    });
  },
});

const IS_OVER: Readonly<Record<ConsultationState, boolean>> = {
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

export default define.page<typeof handler>(({ data }) => (
  <>
    <ListPage
      heading="Past consultations"
      rows={data.rows}
      keyOf={(row) => row.id}
      columns={[
        {
          label: "Client",
          cell: ({ id, client }) => (
            <a href={`/artist/consultations/${id}`}>{client}</a>
          ),
        },
        { label: "When", cell: ({ when }) => when },
        { label: "Service", cell: ({ service }) => service },
        {
          label: "State",
          cell: ({ state, label }) => (
            <StateBadge
              state={state}
              label={label}
            />
          ),
        },
        { label: "Recorded", cell: ({ recorded }) => recorded },
      ]}
      empty={{ title: "Nothing here", words: "No earlier consultations." }}
    />
    {data.earlier && (
      <p class="page-note">
        <a href={`/artist/past?before=${data.earlier}`}>
          Earlier
        </a>
      </p>
    )}
  </>
));
