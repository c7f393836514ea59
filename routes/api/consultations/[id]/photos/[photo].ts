import { parsePhotoId } from "@/lib/domain/basic/ids.ts";
import { api } from "@/lib/http/api.ts";
import { consultationRoute } from "@/lib/http/consultation_api.ts";
import { refuse } from "@/lib/http/refusal.ts";
import { photoAnswer } from "@/lib/pages/booking/photo_answer.ts";
import { readPhoto } from "@/lib/usecases/booking/read_photo.ts";

/** `GET`: a photo that came with the request, for its artist, its client and admins. */
export const handler = api(
  consultationRoute(
    "GET /api/consultations/:id/photos/:photo",
    async ({ ctx, deps, id, actor }) => {
      const photo = parsePhotoId(ctx.params.photo);
      const seen = photo === null
        ? refuse("not_found")
        : await readPhoto(deps, { actor, id, photo });
      return seen.ok ? photoAnswer(seen.value) : seen;
    },
  ),
);
