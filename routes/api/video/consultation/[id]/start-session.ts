import { answer, api } from "@/lib/http/api.ts";
import { aboutConsultation } from "@/lib/http/consultation_api.ts";
import { jsonBody } from "@/lib/http/json_body.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";
import { sessionView } from "@/lib/http/views.ts";
import { startSession } from "@/lib/usecases/start_session.ts";

/** `POST`, artist: confirmed → live, and the room. May be repeated. */
export const handler = api({
  POST: aboutConsultation(async ({ ctx, deps, id, actor }) => {
    const body = await jsonBody(ctx.req);
    if (!body.ok) return refusalResponse(body);
    return answer(await startSession(deps, actor, id), sessionView);
  }),
});
