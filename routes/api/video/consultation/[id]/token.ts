import { parseTabId } from "@/lib/domain/ids.ts";
import { iso } from "@/lib/domain/instant.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/refusal.ts";
import { answer, api } from "@/lib/http/api.ts";
import { aboutConsultation } from "@/lib/http/consultation_api.ts";
import { callSettings } from "@/lib/http/call_settings.ts";
import { jsonBody } from "@/lib/http/json_body.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";
import { issueToken, type TokenWish } from "@/lib/usecases/issue_token.ts";

/** `POST`: an AccessToken for this room and this person, and how to connect with it. */
export const handler = api({
  POST: aboutConsultation(async ({ ctx, deps, id, actor }) => {
    const body = await jsonBody(ctx.req);
    if (!body.ok) return refusalResponse(body);
    const wish = wishOf(body.value);
    if (!wish.ok) return refusalResponse(wish);
    const issued = await issueToken(deps, actor, id, wish.value);
    return answer(issued, (token) => ({
      ...token,
      expiresAt: iso(token.expiresAt),
      ...callSettings(ctx.state.services, token),
    }));
  }),
});

/** Both may be left out. What is there but cannot be right is not taken for absent. */
function wishOf(
  { tab = null, room = null }: Record<string, unknown>,
): Outcome<TokenWish> {
  const parsed = parseTabId(tab);
  const fields = {
    ...(tab !== null && parsed === null
      ? { tab: "Name the page load: 8 to 64 letters, digits, - or _." }
      : {}),
    ...(room !== null && typeof room !== "string"
      ? { room: "Name the room as text, or leave it out." }
      : {}),
  };
  return Object.keys(fields).length > 0
    ? refuse("invalid_input", { fields })
    : ok({ tab: parsed, room: room as string | null });
}
