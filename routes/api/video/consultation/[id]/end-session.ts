import { answer, api } from "@/lib/http/api.ts";
import { aboutConsultation } from "@/lib/http/consultation_api.ts";
import { jsonBody } from "@/lib/http/json_body.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";
import { sessionView } from "@/lib/http/views.ts";
import { endSession } from "@/lib/usecases/end_session.ts";

/** `POST`, either person: live → ended, and the room completed. May be repeated. */
export const handler = api({
  POST: aboutConsultation(async ({ ctx, deps, id, actor }) => {
    const body = await jsonBody(ctx.req);
    if (!body.ok) return refusalResponse(body);
    return answer(await endSession(deps, actor, id), sessionView);
  }),
});
