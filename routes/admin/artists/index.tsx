import { page } from "fresh";
import { LinkButton } from "@/components/ui/Button.tsx";
import { ListPage } from "@/components/frame/ListPage.tsx";
import { define } from "@/lib/http/state.ts";
import { listArtists } from "@/lib/pages/offer/offer_lists.ts";

/** All artists, including deactivated ones. */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Artists";
    return page(await listArtists(ctx.state.services.deps.catalog));
  },
});

export default define.page<typeof handler>(({ data }) => (
  <ListPage
    heading="Artists"
    beside={
      <LinkButton href="/admin/artists/new" variant="primary">
        Add an artist
      </LinkButton>
    }
    rows={data}
    keyOf={(artist) => artist.id}
    columns={[
      {
        label: "Name",
        cell: ({ id, name }) => <a href={`/admin/artists/${id}`}>{name}</a>,
      },
      { label: "Email", cell: ({ email }) => email },
      { label: "Services", cell: ({ services }) => services || "none" },
      {
        label: "Hours",
        cell: ({ id, name, hours }) => (
          <a href={`/admin/artists/${id}/hours`}>
            {hours ? "Hours" : "No hours yet"}
            <span class="visually-hidden">{` of ${name}`}</span>
          </a>
        ),
      },
      { label: "Bookable", cell: bookable },
    ]}
    empty={{
      title: "No artists yet",
      words: "Add an artist. They can then sign in by email.",
    }}
  />
));

function bookable(
  { retired, hours, services }: Awaited<ReturnType<typeof listArtists>>[number],
): string {
  if (retired) return "no, deactivated";
  return hours && services ? "yes" : "not yet";
}
