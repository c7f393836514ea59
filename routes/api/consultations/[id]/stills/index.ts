import { api } from "@/lib/http/api.ts";
import {
  type ConsultationRequest,
  consultationRoute,
} from "@/lib/http/consultation_api.ts";
import { mapped } from "@/lib/http/refusal.ts";
import { parseStillId } from "@/lib/domain/basic/ids.ts";
import { refuse } from "@/lib/domain/basic/refusal.ts";
import { stillsView } from "@/lib/pages/stills/stills_view.ts";
import {
  changeStills,
  type StillAction,
} from "@/lib/usecases/stills/change_stills.ts";
import { readStills } from "@/lib/usecases/stills/read_stills.ts";

const ACT = "POST /api/consultations/:id/stills";

/**
 * `GET`: the artist's newest request, and the pictures. `POST {action, …}`: what
 * a person does about them; answers the same, and may be repeated. `remove` and
 * `approve` may be plain forms.
 */
export const handler = api(
  consultationRoute(
    "GET /api/consultations/:id/stills",
    async ({ deps, actor, id }) =>
      mapped(await readStills(deps, { actor, id }), stillsView),
  ),
  consultationRoute(ACT, async ({ deps, actor, id, body, page }) => {
    const event = eventOf(body);
    const outcome = event === null
      ? refuse("not_found")
      : mapped(await changeStills(deps, { actor, id, event }), stillsView);
    // Forms on the pages of an ended consultation delete and choose a picture.
    return { outcome, done: `${page()}#stills`, refused: page() };
  }),
);

function eventOf(
  body: ConsultationRequest<typeof ACT>["body"],
): StillAction | null {
  switch (body.action) {
    case "ask":
      return { type: "ask", what: body.what, text: body.text ?? "" };
    case "withdraw":
    case "refuse":
      return { type: body.action, request: body.request };
    case "remove": {
      const still = parseStillId(body.still);
      return still && { type: "remove", still };
    }
    case "approve": {
      const still = parseStillId(body.still);
      return still && { type: "approve", still, approved: body.approved };
    }
  }
}
