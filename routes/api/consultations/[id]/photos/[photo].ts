import { parsePhotoId } from "@/lib/domain/ids.ts";
import { refuse } from "@/lib/domain/refusal.ts";
import { api } from "@/lib/http/api.ts";
import { aboutConsultation } from "@/lib/http/consultation_api.ts";
import { photoAnswer } from "@/lib/http/photo_answer.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";
import { seePhoto } from "@/lib/usecases/see_photo.ts";

/** `GET`: a picture that came with the request, for its artist, its client and admins. */
export const handler = api({
  GET: aboutConsultation(async ({ ctx, deps, id, actor }) => {
    const photo = parsePhotoId(ctx.params.photo);
    const seen = photo === null
      ? refuse("not_found")
      : await seePhoto(deps, actor, id, photo);
    return seen.ok ? photoAnswer(seen.value) : refusalResponse(seen);
  }),
});
