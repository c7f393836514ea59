import { page } from "fresh";
import { MoveConsultation } from "@/components/change/MoveConsultation.tsx";
import { StaffPage } from "@/components/StaffPage.tsx";
import { readMovePage } from "@/lib/http/change_page.ts";
import { define } from "@/lib/http/state.ts";

/** The times that a consultation can be moved to, in the artist's zone. */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Choose another time";
    const data = await readMovePage(ctx);
    return data instanceof Response ? data : page(data);
  },
});

export default define.page<typeof handler>(({ data, state }) => (
  <StaffPage
    studio={state.studio?.name ?? "Visavis"}
    role="artist"
    who={data.artistName}
  >
    <MoveConsultation {...data} />
  </StaffPage>
));
