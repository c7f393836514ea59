import { page } from "fresh";
import { MoveOrCancel } from "@/components/consultation/MoveOrCancel.tsx";
import { readChange } from "@/lib/pages/consultation/change_page.ts";
import { define } from "@/lib/http/state.ts";
import { changes } from "@/words/changes.ts";

/** The client's choice between moving and cancelling, while there is one. */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = changes.title;
    const seen = await readChange(ctx);
    if (seen instanceof Response) return seen;
    return page({ ...seen.page, open: seen.open });
  },
});

export default define.page<typeof handler>(({ data }) => (
  <MoveOrCancel {...data} />
));
