import { parsePhotoId } from "@/lib/domain/basic/ids.ts";
import { ok, refuse } from "@/lib/http/refusal.ts";
import { api } from "@/lib/http/api.ts";
import { endpoint } from "@/lib/http/endpoint.ts";
import { uploadSessionOf } from "@/lib/pages/booking/upload_session.ts";
import { photoAnswer } from "@/lib/pages/booking/photo_answer.ts";

/** A photo that this browser has uploaded and not booked with: `GET` shows it, `DELETE` removes it. */
export const handler = api(
  endpoint("GET /api/booking/photos/:photo", async ({ ctx, deps }) => {
    const { photos } = deps;
    const id = parsePhotoId(ctx.params.photo);
    const uploadSession = await uploadSessionOf(ctx);
    const own = uploadSession === null
      ? []
      : await photos.staged(uploadSession);
    const found = own.some((one) => one.id === id) && await photos.read(id!);
    return found ? photoAnswer(found) : refuse("not_found");
  }),
  endpoint("DELETE /api/booking/photos/:photo", async ({ ctx, deps }) => {
    const { photos } = deps;
    const id = parsePhotoId(ctx.params.photo);
    const uploadSession = await uploadSessionOf(ctx);
    // Deleting a photo that does not exist succeeds.
    if (id !== null && uploadSession !== null) {
      await photos.unstage(uploadSession, id);
    }
    return ok(null);
  }),
);
