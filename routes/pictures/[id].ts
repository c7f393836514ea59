import { HttpError } from "fresh";
import { parsePhotoId } from "@/lib/domain/ids.ts";
import { photoAnswer } from "@/lib/http/photo_answer.ts";
import { define } from "@/lib/http/state.ts";

/**
 * A service's picture, for everybody. Another picture has another address, so
 * this one may be kept for good. Clients' pictures are never found here.
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
