import { iso } from "@/lib/domain/basic/instant.ts";
import { mapped, refuse } from "@/lib/http/refusal.ts";
import { clientActor, clientToken } from "@/lib/http/session/actor.ts";
import { api } from "@/lib/http/api.ts";
import {
  type ConsultationRequest,
  consultationRoute,
} from "@/lib/http/consultation_api.ts";
import { clientCookie, writeCookie } from "@/lib/http/session/cookies.ts";
import { readNewTime } from "@/lib/pages/consultation/new_time_fields.ts";
import { sessionView } from "@/lib/pages/consultation/views.ts";
import {
  rescheduleConsultation,
  type RescheduleRequest,
} from "@/lib/usecases/consultation/reschedule_consultation.ts";

/**
 * `POST {at, version?}`, client, artist or admin: confirmed → confirmed at
 * another time, with a new link. The artist or an admin may send `{date, time}`
 * instead, by the artist's clock. A client's cookie continues with the new
 * link.
 */
export const handler = api(
  consultationRoute("POST /api/appointments/:id/reschedule", async (asked) => {
    const { ctx, deps, id, actor, body, headers, page } = asked;
    const { at, date, time, version = null } = body;
    const startsAt = actor === null
      ? refuse("sign_in_required")
      : await readNewTime(deps, { id, at, date, time });
    if (!startsAt.ok) {
      return { outcome: startsAt, done: page(), refused: page("/move") };
    }
    const request = {
      startsAt: startsAt.value,
      version,
      token: clientToken(ctx, id),
    };
    const moved = await move(asked, request);
    if (moved.ok && moved.value.session && request.token) {
      writeCookie(headers, {
        name: clientCookie(id),
        value: request.token,
        baseUrl: ctx.state.services.config.baseUrl,
        maxAgeSeconds: (moved.value.session.expiresAt - deps.clock.now()) /
          1000,
      });
    }
    return {
      outcome: mapped(moved, ({ consultation }) => sessionView(consultation)),
      done: `${page()}?done=moved`,
      // The page offers the free times nearest to the wanted one.
      refused: `${page("/move")}?at=${
        encodeURIComponent(iso(request.startsAt))
      }`,
    };
  }, { formPage: "/move" }),
);

async function move(
  { ctx, deps, id, actor }: ConsultationRequest,
  request: RescheduleRequest,
) {
  const moved = await rescheduleConsultation(deps, { ...request, actor, id });
  if (moved.ok || moved.code !== "link_replaced") return moved;
  // A second submit may arrive with the old link, and find that the first one
  // has switched the session to the new link in between.
  const again = await clientActor(ctx, id);
  if (actor?.role !== "client" || again?.linkHash === actor.linkHash) {
    return moved;
  }
  return await rescheduleConsultation(deps, { ...request, actor: again, id });
}
