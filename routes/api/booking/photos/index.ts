import { PHOTO_LIMITS } from "@/lib/domain/booking/photo.ts";
import { api } from "@/lib/http/api.ts";
import { readBytes } from "@/lib/http/body/read_limited.ts";
import { endpoint } from "@/lib/http/endpoint.ts";
import { mapped, refuse } from "@/lib/http/refusal.ts";
import { openUploadSession } from "@/lib/pages/booking/upload_session.ts";
import {
  takePhotoBytes,
  takePhotoUpload,
} from "@/lib/pages/booking/photo_rate_limit.ts";
import { stagePhoto } from "@/lib/usecases/booking/stage_photo.ts";

/** `POST` a photo's bytes, before the booking that it belongs to: 201 `{id}`. */
export const handler = api(
  endpoint("POST /api/booking/photos", async ({ ctx, deps, headers }) => {
    const wait = await takePhotoUpload(ctx, 0);
    if (wait > 0) return refuse("rate_limited", { retryAfterSeconds: wait });
    const body = await readBytes(ctx.req, PHOTO_LIMITS.bytes);
    if (!body.ok) return body;
    const { bytes, whole } = body.value;
    if (!whole) return refuse("photo_too_large");
    const full = takePhotoBytes(ctx, bytes.length);
    if (full > 0) return refuse("rate_limited", { retryAfterSeconds: full });
    const uploadSession = await openUploadSession(ctx, headers);
    return mapped(
      await stagePhoto(deps, { uploadSession, bytes }),
      (id) => ({ id }),
    );
  }),
);
