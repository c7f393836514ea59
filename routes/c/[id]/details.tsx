import { type Context, page } from "fresh";
import { ChangeDetails } from "@/components/consultation/ChangeDetails.tsx";
import { orStoreRefusal } from "@/lib/http/api.ts";
import { formBody } from "@/lib/http/body/form_body.ts";
import { refuse } from "@/lib/http/refusal.ts";
import { refusedPage } from "@/lib/http/refusals.ts";
import { isSameOrigin } from "@/lib/http/same_origin.ts";
import { define, type State } from "@/lib/http/state.ts";
import {
  detailsPage,
  readClientDetails,
} from "@/lib/pages/consultation/details_form.ts";
import {
  type OpenRequest,
  readOwn,
  readOwnOpen,
} from "@/lib/pages/consultation/own_request.ts";
import {
  changeDetails,
  questionsOf,
} from "@/lib/usecases/consultation/change_details.ts";
import { ownRequest as words } from "@/words/own_request.ts";

/** The client's note, answers and number, before the answer. */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = words.details.title;
    const own = await readOwnOpen(ctx);
    return own instanceof Response ? own : page(await detailsPage(ctx, own));
  },

  POST: async (ctx) => {
    ctx.state.title = words.details.title;
    const own = await readOwn(ctx);
    if (own instanceof Response) return own;
    // Read first: a refused form keeps what was typed.
    const body = await formBody(ctx.req);
    const fields = body.ok ? body.value : new URLSearchParams();
    const ours = isSameOrigin(ctx.req, ctx.state.services.config.baseUrl);
    const outcome = !ours
      ? refuse("cross_site")
      : body.ok
      ? await orStoreRefusal(() => save(ctx, own, fields))
      : body;
    if (outcome.ok) return ctx.redirect(`${own.home}?done=changed`, 303);
    // Somebody may have answered in between.
    const now = await readOwn(ctx);
    const { consultation } = now instanceof Response ? own : now;
    return page(
      await detailsPage(ctx, { ...own, consultation }, {
        fields,
        refusal: outcome,
      }),
      refusedPage(outcome),
    );
  },
});

async function save(
  ctx: Context<State>,
  { actor, id, consultation }: OpenRequest,
  fields: URLSearchParams,
) {
  const { deps } = ctx.state.services;
  const details = readClientDetails(fields, {
    questions: await questionsOf(deps, consultation),
    texts: deps.smsSender !== null,
    phone: consultation.client.phone,
  });
  return details.ok
    ? await changeDetails(deps, { actor, id, details: details.value })
    : details;
}

export default define.page<typeof handler>(({ data }) => (
  <ChangeDetails {...data} />
));
