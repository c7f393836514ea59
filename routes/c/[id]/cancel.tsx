import { page } from "fresh";
import { CancelConsultation } from "@/components/change/CancelConsultation.tsx";
import { StudioFrame } from "@/components/StudioFrame.tsx";
import { readOpenChange } from "@/lib/http/change_page.ts";
import { define } from "@/lib/http/state.ts";

/** Asks the client once more. */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Cancel";
    const seen = await readOpenChange(ctx);
    return seen instanceof Response ? seen : page(seen.page);
  },
});

export default define.page<typeof handler>(({ data, state }) => (
  <StudioFrame studio={state.studio?.name ?? "Visavis"}>
    <CancelConsultation {...data} />
  </StudioFrame>
));
