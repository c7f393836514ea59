import { page } from "fresh";
import { LinkButton } from "@/components/ui/Button.tsx";
import { ListPage } from "@/components/frame/ListPage.tsx";
import { define } from "@/lib/http/state.ts";
import { listServices } from "@/lib/pages/offer/offer_lists.ts";

/** All services, including those no longer offered. */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Services";
    return page(await listServices(ctx.state.services.deps.catalog));
  },
});

export default define.page<typeof handler>(({ data }) => (
  <ListPage
    heading="Services"
    beside={
      <LinkButton href="/admin/services/new" variant="primary">
        Add a service
      </LinkButton>
    }
    rows={data}
    keyOf={(service) => service.id}
    columns={[
      {
        label: "Name",
        cell: ({ id, name }) => <a href={`/admin/services/${id}`}>{name}</a>,
      },
      { label: "Duration", cell: ({ minutes }) => `${minutes} min` },
      {
        label: "Buffer",
        cell: ({ bufferMinutes }) =>
          bufferMinutes === 0 ? "none" : `${bufferMinutes} min`,
      },
      { label: "Price", cell: ({ priceText }) => priceText || "none" },
      {
        label: "Questions",
        cell: ({ questions }) => String(questions.length),
      },
      {
        label: "Offered",
        cell: ({ retired }) => retired ? "no longer" : "yes",
      },
    ]}
    empty={{
      title: "No services yet",
      words: "Add a service, then choose on the artists' pages who offers it.",
    }}
  />
));
