import { api } from "@/lib/http/api.ts";
import { consultationRoute } from "@/lib/http/consultation_api.ts";
import { sessionOutcome } from "@/lib/pages/consultation/views.ts";
import { withdrawRequest } from "@/lib/usecases/consultation/withdraw_request.ts";

/** `POST`, client: withdraws a request that nobody has answered, and tells the artist. */
export const handler = api(
  consultationRoute(
    "POST /api/appointments/:id/withdraw",
    async ({ deps, id, actor }) => ({
      outcome: sessionOutcome(await withdrawRequest(deps, { actor, id })),
      done: `/c/${id}`,
    }),
  ),
);
