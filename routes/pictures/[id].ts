import { HttpError } from "fresh";
import { parsePhotoId } from "@/lib/domain/basic/ids.ts";
import { photoAnswer } from "@/lib/pages/booking/photo_answer.ts";
import { define } from "@/lib/http/state.ts";

/**
 * A service's photo, public. Another photo has another URL, so this one may be
 * cached permanently. Clients' photos are never served here.
 */
export const handler = define.handlers({
  GET: async (ctx) => {
    const id = parsePhotoId(ctx.params.id);
    const found = id && await ctx.state.services.deps.photos.read(id);
    const owner = found?.photo.owner;
    if (!found || !owner || !("service" in owner)) throw new HttpError(404);
    const response = photoAnswer(found);
    response.headers.set(
      "cache-control",
      "public, max-age=31536000, immutable",
    );
    return response;
  },
});
