import { page } from "fresh";
import { DataTable } from "@/components/DataTable.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { SearchForm } from "@/components/SearchForm.tsx";
import { StaffPage } from "@/components/StaffPage.tsx";
import { StateBadge } from "@/components/StateBadge.tsx";
import { describeConfig } from "@/lib/config.ts";
import type { WaitingRoomStatus } from "@/lib/domain/presence.ts";
import { listForAdmin, MOST_SHOWN } from "@/lib/http/admin_list.ts";
import { define } from "@/lib/http/state.ts";
import { wantsJson } from "@/lib/http/wants_json.ts";

/** All consultations, for admins; with `Accept: application/json` the records themselves. */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "All consultations";
    const { deps, config } = ctx.state.services;
    const query = (ctx.url.searchParams.get("q") ?? "").slice(0, 200);
    const list = await listForAdmin(
      deps,
      query,
      ctx.state.studio?.zone ?? "UTC",
    );
    if (wantsJson(ctx)) {
      return Response.json({ consultations: list.map((row) => row.record) });
    }
    const stuck = (await deps.outbox.deadLetters()).length;
    return page({ query, list, stuck, health: describeConfig(config) });
  },
});

const WAITING: Readonly<Record<WaitingRoomStatus, string>> = {
  empty: "Nobody",
  client_waiting: "The client",
  artist_waiting: "The artist",
  both_present: "Both",
};

export default define.page<typeof handler>(({ data, state }) => (
  <StaffPage
    studio={state.studio?.name ?? "Visavis"}
    role="admin"
    who={state.staff?.email ?? ""}
  >
    {data.stuck > 0 && (
      <Notice
        tone="warning"
        action={<a href="/admin/messages">See what can be done</a>}
      >
        {data.stuck === 1
          ? "One mail could not be sent."
          : `${data.stuck} mails could not be sent.`}
      </Notice>
    )}
    <PageHeading>All consultations</PageHeading>
    <SearchForm label="Search by name" action="/admin" value={data.query} />
    {data.list.length === 0
      ? (
        <EmptyState title="Nothing found">
          {data.query
            ? "No consultation bears these words."
            : "Nobody has booked yet."}
        </EmptyState>
      )
      : (
        <DataTable
          caption="Consultations"
          columns={[
            { label: "Client" },
            { label: "When" },
            { label: "Artist" },
            { label: "Service" },
            { label: "State" },
            { label: "Here now" },
          ]}
          rows={data.list.map(({ record, when, artistName }) => ({
            key: record.id,
            cells: [
              <a href={`/admin/consultations/${record.id}`} key="client">
                {record.client.name}
              </a>,
              when,
              artistName,
              record.serviceName,
              <StateBadge state={record.state} key="state" />,
              WAITING[record.waitingRoomStatus],
            ],
          }))}
        />
      )}
    <p class="page-note soft">
      The newest {MOST_SHOWN} are shown and searched.
    </p>
    <section class="day-section" aria-labelledby="health">
      <h2 id="health">How this installation runs</h2>
      <ul>
        {data.health.map((line) => <li key={line}>{line}</li>)}
      </ul>
    </section>
  </StaffPage>
));
