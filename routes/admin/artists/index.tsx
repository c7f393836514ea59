import { page } from "fresh";
import { LinkButton } from "@/components/Button.tsx";
import { DataTable } from "@/components/DataTable.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { StaffPage } from "@/components/StaffPage.tsx";
import { offeredFirst } from "@/lib/http/offer_page.ts";
import { define } from "@/lib/http/state.ts";

/** Who works here, and who has. */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Artists";
    const { directory } = ctx.state.services.deps;
    const names = new Map(
      (await directory.services()).filter((one) => !one.retired)
        .map((service) => [service.id, service.name]),
    );
    const artists = (await directory.artists()).map((artist) => ({
      id: artist.id,
      name: artist.name,
      email: artist.email,
      retired: artist.retired,
      hours: artist.hours.length + artist.exceptions.length > 0,
      services: artist.services.flatMap((id) => names.get(id) ?? []).join(", "),
    }));
    return page(
      artists.sort(offeredFirst),
    );
  },
});

export default define.page<typeof handler>(({ data, state }) => (
  <StaffPage
    studio={state.studio?.name ?? "Visavis"}
    role="admin"
    who={state.staff?.email ?? ""}
    at="artists"
  >
    <PageHeading
      beside={
        <LinkButton href="/admin/artists/new" variant="primary">
          Add an artist
        </LinkButton>
      }
    >
      Artists
    </PageHeading>
    {data.length === 0
      ? (
        <EmptyState title="There is nobody yet">
          Add an artist, and they can sign in by email.
        </EmptyState>
      )
      : (
        <DataTable
          caption="Artists"
          columns={[
            { label: "Name" },
            { label: "Email" },
            { label: "Services" },
            { label: "Hours" },
            { label: "Bookable" },
          ]}
          rows={data.map((artist) => ({
            key: artist.id,
            cells: [
              <a href={`/admin/artists/${artist.id}`} key="name">
                {artist.name}
              </a>,
              artist.email,
              artist.services || "none",
              <a href={`/admin/artists/${artist.id}/hours`} key="hours">
                {artist.hours ? "Hours" : "No hours yet"}
                <span class="visually-hidden">{` of ${artist.name}`}</span>
              </a>,
              artist.retired
                ? "no, retired"
                : artist.hours && artist.services
                ? "yes"
                : "not yet",
            ],
          }))}
        />
      )}
  </StaffPage>
));
