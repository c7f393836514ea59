import { page } from "fresh";
import { MoveConsultation } from "@/components/change/MoveConsultation.tsx";
import { StudioFrame } from "@/components/StudioFrame.tsx";
import { readMovePage } from "@/lib/http/change_page.ts";
import { define } from "@/lib/http/state.ts";

/** The times that a client can choose instead, in their own zone. */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Choose another time";
    const data = await readMovePage(ctx);
    return data instanceof Response ? data : page(data);
  },
});

export default define.page<typeof handler>(({ data, state }) => (
  <StudioFrame studio={state.studio?.name ?? "Visavis"}>
    <MoveConsultation {...data} />
  </StudioFrame>
));
