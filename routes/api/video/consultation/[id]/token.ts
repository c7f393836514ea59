import { parseTabId } from "@/lib/domain/ids.ts";
import { iso } from "@/lib/domain/instant.ts";
import { answer, api } from "@/lib/http/api.ts";
import { aboutConsultation } from "@/lib/http/consultation_api.ts";
import { callSettings } from "@/lib/http/call_settings.ts";
import { jsonBody } from "@/lib/http/json_body.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";
import { issueToken } from "@/lib/usecases/issue_token.ts";

/** `POST`: an AccessToken for this room and this person, and how to connect with it. */
export const handler = api({
  POST: aboutConsultation(async ({ ctx, deps, id, actor }) => {
    const body = await jsonBody(ctx.req);
    if (!body.ok) return refusalResponse(body);
    const { tab, room } = body.value;
    const issued = await issueToken(deps, actor, id, {
      tab: parseTabId(tab),
      room: typeof room === "string" ? room : null,
    });
    return answer(issued, (token) => ({
      ...token,
      expiresAt: iso(token.expiresAt),
      ...callSettings(ctx.state.services, token.roomName),
    }));
  }),
});
