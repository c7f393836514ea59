import { parsePhotoId } from "@/lib/domain/ids.ts";
import { refuse } from "@/lib/domain/refusal.ts";
import { api } from "@/lib/http/api.ts";
import { basketOf } from "@/lib/http/basket.ts";
import { photoAnswer } from "@/lib/http/photo_answer.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";

/** One of the pictures that this browser has sent and not booked with: `GET` shows it, `DELETE` takes it away. */
export const handler = api({
  GET: async (ctx) => {
    const { photos } = ctx.state.services.deps;
    const id = parsePhotoId(ctx.params.photo);
    const basket = await basketOf(ctx);
    const own = basket === null ? [] : await photos.staged(basket);
    const found = own.some((one) => one.id === id) && await photos.read(id!);
    return found ? photoAnswer(found) : refusalResponse(refuse("not_found"));
  },

  DELETE: async (ctx) => {
    const { photos } = ctx.state.services.deps;
    const id = parsePhotoId(ctx.params.photo);
    const basket = await basketOf(ctx);
    // One that is not there is gone already, which was the wish.
    if (id !== null && basket !== null) await photos.unstage(basket, id);
    return new Response(null, {
      status: 204,
      headers: { "cache-control": "no-store" },
    });
  },
});
