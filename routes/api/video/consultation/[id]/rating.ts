import { api } from "@/lib/http/api.ts";
import { consultationRoute } from "@/lib/http/consultation_api.ts";
import { mapped } from "@/lib/http/refusal.ts";
import { ratingView } from "@/lib/pages/look/look_view.ts";
import { rateConsultation } from "@/lib/usecases/look/rate_consultation.ts";

/** `POST {stars, words?}`, client, after the end: how it was. A later one replaces it. */
export const handler = api(
  consultationRoute(
    "POST /api/video/consultation/:id/rating",
    async ({ deps, actor, id, page, body: { stars, words = "" } }) => {
      const rating = { stars, words };
      const rated = await rateConsultation(deps, { actor, id, rating });
      return {
        outcome: mapped(rated, (given) => ratingView(given)),
        done: `${page()}#rating`,
        refused: page(),
      };
    },
  ),
);
