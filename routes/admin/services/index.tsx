import { page } from "fresh";
import { LinkButton } from "@/components/Button.tsx";
import { DataTable } from "@/components/DataTable.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { StaffPage } from "@/components/StaffPage.tsx";
import { offeredFirst } from "@/lib/http/offer_page.ts";
import { define } from "@/lib/http/state.ts";

/** What the studio offers, and what it has offered. */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Services";
    const services = await ctx.state.services.deps.directory.services();
    return page(
      [...services].sort(offeredFirst),
    );
  },
});

export default define.page<typeof handler>(({ data, state }) => (
  <StaffPage
    studio={state.studio?.name ?? "Visavis"}
    role="admin"
    who={state.staff?.email ?? ""}
    at="services"
  >
    <PageHeading
      beside={
        <LinkButton href="/admin/services/new" variant="primary">
          Add a service
        </LinkButton>
      }
    >
      Services
    </PageHeading>
    {data.length === 0
      ? (
        <EmptyState title="Nothing is offered yet">
          Add a service, and then say on an artist's page who makes it.
        </EmptyState>
      )
      : (
        <DataTable
          caption="Services"
          columns={[
            { label: "Name" },
            { label: "Length" },
            { label: "After it" },
            { label: "Price" },
            { label: "Questions" },
            { label: "Offered" },
          ]}
          rows={data.map((service) => ({
            key: service.id,
            cells: [
              <a href={`/admin/services/${service.id}`} key="name">
                {service.name}
              </a>,
              `${service.minutes} min`,
              service.bufferMinutes === 0
                ? "nothing"
                : `${service.bufferMinutes} min`,
              service.priceText || "none said",
              String(service.questions.length),
              service.retired ? "no, retired" : "yes",
            ],
          }))}
        />
      )}
  </StaffPage>
));
