import { PHOTO_LIMITS } from "@/lib/domain/photo.ts";
import { refuse } from "@/lib/domain/refusal.ts";
import { api } from "@/lib/http/api.ts";
import { openBasket } from "@/lib/http/basket.ts";
import { waitForPicture } from "@/lib/http/picture_limit.ts";
import { readBytes } from "@/lib/http/read_limited.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";
import { stagePhoto } from "@/lib/usecases/stage_photo.ts";

/** `POST` a picture's bytes, before the booking that it belongs to: 201 `{id}`. */
export const handler = api({
  POST: async (ctx) => {
    const { deps } = ctx.state.services;
    const wait = await waitForPicture(ctx);
    if (wait > 0) {
      return refusalResponse(
        refuse("rate_limited", { retryAfterSeconds: wait }),
      );
    }
    const { bytes, whole } = await readBytes(ctx.req, PHOTO_LIMITS.bytes);
    if (!whole) return refusalResponse(refuse("photo_too_large"));
    const headers = new Headers({ "cache-control": "no-store" });
    const basket = await openBasket(ctx, headers);
    const staged = await stagePhoto(deps, basket, bytes);
    if (!staged.ok) return refusalResponse(staged);
    return Response.json({ id: staged.value }, { status: 201, headers });
  },
});
