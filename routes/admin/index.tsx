import { page } from "fresh";
import { Notice } from "@/components/ui/Notice.tsx";
import { ListPage } from "@/components/frame/ListPage.tsx";
import { SearchForm } from "@/components/ui/SearchForm.tsx";
import { StateBadge } from "@/components/consultation/StateBadge.tsx";
import { describeConfig } from "@/lib/config/mod.ts";
import type { WaitingRoomStatus } from "@/lib/domain/call/presence.ts";
import {
  listForAdmin,
  MOST_SHOWN,
} from "@/lib/pages/consultation/admin_list.ts";
import { zoneRulesLines } from "@/lib/pages/offer/zone_rules_lines.ts";
import { answerJson } from "@/lib/http/endpoint.ts";
import { define, studioZone } from "@/lib/http/state.ts";
import { wantsJson } from "@/lib/http/wants_json.ts";

/** All consultations, for admins; with `Accept: application/json` the records themselves. */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "All consultations";
    const { deps, config } = ctx.state.services;
    const query = ctx.url.searchParams.get("q") ?? "";
    const [list, letters] = await Promise.all([
      listForAdmin(deps, { query, zone: studioZone(ctx.state) }),
      deps.outbox.deadLetters(),
    ]);
    if (wantsJson(ctx)) {
      const consultations = list.map((row) => row.record);
      return answerJson("GET /admin", { consultations });
    }
    const stuck = letters.length;
    return page({
      query,
      list,
      stuck,
      health: [
        ...describeConfig(config),
        ...await zoneRulesLines(deps.clock.now()),
      ],
    });
  },
});

const WAITING: Readonly<Record<WaitingRoomStatus, string>> = {
  empty: "Nobody",
  client_waiting: "The client",
  artist_waiting: "The artist",
  both_present: "Both",
};

export default define.page<typeof handler>(({ data }) => (
  <>
    {data.stuck > 0 && (
      <Notice
        tone="warning"
        action={<a href="/admin/messages">See details</a>}
      >
        {data.stuck === 1
          ? "One message could not be sent."
          : `${data.stuck} mails could not be sent.`}
      </Notice>
    )}
    <ListPage
      heading="All consultations"
      caption="Consultations"
      search={
        <SearchForm
          label="Search by client, email, artist or service"
          action="/admin"
          value={data.query}
        />
      }
      rows={data.list}
      keyOf={({ record }) => record.id}
      columns={[
        {
          label: "Client",
          cell: ({ record: { id, client } }) => (
            <a href={`/admin/consultations/${id}`}>{client.name}</a>
          ),
        },
        { label: "When", cell: ({ when }) => when },
        { label: "Artist", cell: ({ artistName }) => artistName },
        { label: "Service", cell: ({ record }) => record.serviceName },
        {
          label: "State",
          cell: ({ record, label }) => (
            <StateBadge state={record.state} label={label} />
          ),
        },
        {
          label: "Here now",
          cell: ({ record }) => WAITING[record.waitingRoomStatus],
        },
      ]}
      empty={{
        title: "Nothing found",
        words: data.query ? "No consultations match." : "No bookings yet.",
      }}
    />
    <p class="page-note soft">
      The newest {MOST_SHOWN}{" "}
      are shown and searched; older ones are not found here.
    </p>
    <section class="day-section" aria-labelledby="health">
      <h2 id="health">System status</h2>
      <ul>
        {data.health.map((line) => <li key={line}>{line}</li>)}
      </ul>
    </section>
  </>
));
