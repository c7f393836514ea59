import { page } from "fresh";
import { ListPage } from "@/components/frame/ListPage.tsx";
import { SearchForm } from "@/components/ui/SearchForm.tsx";
import { StateBadge } from "@/components/consultation/StateBadge.tsx";
import { listPast } from "@/lib/pages/consultation/past_list.ts";
import { signedInArtist } from "@/lib/pages/staff/signed_in_artist.ts";
import { define } from "@/lib/http/state.ts";

/** An artist's past consultations; `?q=` searches them, `?before=` goes further back. */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Past consultations";
    const { searchParams } = ctx.url;
    const query = searchParams.get("q") ?? "";
    const { rows, earlier } = await listPast(ctx.state.services.deps, {
      artist: signedInArtist(ctx),
      query,
      from: searchParams.get("before"),
    });
    return page({
      query,
      rows,
      earlier: earlier && new URLSearchParams({
        ...(query ? { q: query } : {}),
        before: earlier,
      }).toString(),
    });
  },
});

export default define.page<typeof handler>(({ data }) => (
  <>
    <ListPage
      heading="Past consultations"
      search={
        <SearchForm
          label="Search by client, email, service or look sheet"
          action="/artist/past"
          value={data.query}
        />
      }
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
        { label: "Recorded", cell: ({ recorded }) => recorded ? "Yes" : "No" },
      ]}
      empty={emptyWords(data)}
    />
    {data.earlier && (
      <p class="page-note">
        <a href={`/artist/past?${data.earlier}`}>
          {data.query ? "Search further back" : "Earlier"}
        </a>
      </p>
    )}
  </>
));

function emptyWords({ query, earlier }: {
  readonly query: string;
  readonly earlier: string | null;
}) {
  if (!query) {
    return { title: "Nothing here", words: "No earlier consultations." };
  }
  return {
    title: "Nothing found",
    words: earlier
      ? "None of the newest consultations match."
      : "No consultations match.",
  };
}
