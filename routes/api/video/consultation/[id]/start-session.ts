import { api } from "@/lib/http/api.ts";
import { consultationRoute } from "@/lib/http/consultation_api.ts";
import { joinWindow } from "@/lib/domain/consultation/join_window.ts";
import { keepStaffSession } from "@/lib/http/session/actor.ts";
import { mapped } from "@/lib/http/refusal.ts";
import { sessionView } from "@/lib/pages/consultation/views.ts";
import { startSession } from "@/lib/usecases/call/start_session.ts";

/** `POST`, artist: confirmed → live, and the room. Idempotent. */
export const handler = api(
  consultationRoute(
    "POST /api/video/consultation/:id/start-session",
    async ({ ctx, deps, id, actor }) => {
      const started = await startSession(deps, { actor, id });
      if (!started.ok) return started;
      const { closesAt } = joinWindow(started.value, deps.joinPolicy);
      await keepStaffSession(ctx, closesAt);
      return mapped(started, sessionView);
    },
  ),
);
