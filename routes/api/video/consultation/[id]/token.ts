import { iso } from "@/lib/domain/basic/instant.ts";
import { api } from "@/lib/http/api.ts";
import { consultationRoute } from "@/lib/http/consultation_api.ts";
import { keepStaffSession } from "@/lib/http/session/actor.ts";
import { mapped } from "@/lib/http/refusal.ts";
import { callSettings } from "@/lib/pages/call/call_settings.ts";
import { issueToken } from "@/lib/usecases/call/issue_token.ts";

/** `POST`: an AccessToken for this room and this person, and how to connect with it. */
export const handler = api(
  consultationRoute(
    "POST /api/video/consultation/:id/token",
    async ({ ctx, deps, id, actor, body: { tab = null, room = null } }) => {
      const issued = await issueToken(deps, { actor, id, tab, room });
      if (!issued.ok) return issued;
      if (actor?.role === "artist") {
        await keepStaffSession(ctx, issued.value.expiresAt);
      }
      return mapped(issued, (issued) => ({
        ...issued,
        expiresAt: iso(issued.expiresAt),
        ...callSettings(ctx.state.services, issued),
      }));
    },
  ),
);
