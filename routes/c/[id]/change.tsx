import { page } from "fresh";
import { MoveOrCancel } from "@/components/change/MoveOrCancel.tsx";
import { StudioFrame } from "@/components/StudioFrame.tsx";
import { readChange } from "@/lib/http/change_page.ts";
import { define } from "@/lib/http/state.ts";

/** The client's choice between another time and none at all, while there is one. */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Move or cancel";
    const seen = await readChange(ctx);
    if (seen instanceof Response) return seen;
    return page({ ...seen.page, open: seen.open });
  },
});

export default define.page<typeof handler>(({ data, state }) => (
  <StudioFrame studio={state.studio?.name ?? "Visavis"}>
    <MoveOrCancel {...data} />
  </StudioFrame>
));
