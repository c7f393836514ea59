import { iso } from "@/lib/domain/instant.ts";
import { refuse } from "@/lib/domain/refusal.ts";
import { clientActor, clientToken } from "@/lib/http/actor.ts";
import { api } from "@/lib/http/api.ts";
import { aboutConsultation, type Asked } from "@/lib/http/consultation_api.ts";
import { clientCookie, writeCookie } from "@/lib/http/cookies.ts";
import { readFields } from "@/lib/http/fields.ts";
import { answerForm } from "@/lib/http/form_answer.ts";
import { readNewTime, readVersion } from "@/lib/http/new_time_fields.ts";
import { pageOf } from "@/lib/http/own_page.ts";
import { sessionView } from "@/lib/http/views.ts";
import {
  type NewTimeWish,
  rescheduleConsultation,
} from "@/lib/usecases/reschedule_consultation.ts";

/**
 * `POST {at, version?}`, client, artist or admin: confirmed → confirmed at another
 * time, with a new link. The artist or an admin may name `{date, time}` instead, by
 * the artist's own clock. A client's cookie goes on with the new link.
 */
export const handler = api({
  POST: aboutConsultation(async (asked) => {
    const { ctx, deps, id, actor } = asked;
    const page = pageOf(actor, id);
    const fields = await readFields(ctx.req);
    if (!fields.ok) return answerForm(ctx, fields, () => null, page);
    const startsAt = actor === null
      ? refuse("sign_in_required")
      : await readNewTime(deps, id, fields.value);
    if (!startsAt.ok) {
      return answerForm(ctx, startsAt, () => null, page, `${page}/move`);
    }
    const wish = {
      startsAt: startsAt.value,
      version: readVersion(fields.value),
      token: clientToken(ctx, id),
    };
    const moved = await move(asked, wish);
    const response = answerForm(
      ctx,
      moved,
      ({ consultation }) => sessionView(consultation),
      `${page}?done=moved`,
      // The page offers the free times nearest to the one that was wanted.
      `${page}/move?at=${encodeURIComponent(iso(wish.startsAt))}`,
    );
    if (moved.ok && moved.value.session && wish.token) {
      writeCookie(
        response.headers,
        clientCookie(id),
        wish.token,
        ctx.state.services.config.baseUrl,
        (moved.value.session.expiresAt - deps.clock.now()) / 1000,
      );
    }
    return response;
  }),
});

async function move({ ctx, deps, id, actor }: Asked, wish: NewTimeWish) {
  const moved = await rescheduleConsultation(deps, actor, id, wish);
  if (moved.ok || moved.code !== "link_replaced") return moved;
  // A second press may come in by the old link, and find that the first one has
  // put their session onto the new one meanwhile.
  const again = await clientActor(ctx, id);
  if (actor?.role !== "client" || again?.linkHash === actor.linkHash) {
    return moved;
  }
  return await rescheduleConsultation(deps, again, id, wish);
}
