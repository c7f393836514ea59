import type { PhotoId } from "@/lib/domain/basic/ids.ts";
import { PHOTO_LIMITS } from "@/lib/domain/booking/photo.ts";
import { checkImage } from "@/lib/domain/image/check.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Deps } from "@/lib/ports/mod.ts";

/** Seconds. Photos that nobody claims are deleted each minute. */
const RETRY_AFTER = 10 * 60;

/** Checks untrusted bytes, strips them to the image, and adds the photo to the upload session. */
export async function stagePhoto(
  deps: Pick<Deps, "photos">,
  { uploadSession, bytes }: {
    readonly uploadSession: string;
    readonly bytes: Uint8Array;
  },
): Promise<Outcome<PhotoId>> {
  const checked = checkImage(bytes);
  if (!checked.ok) return checked;
  const staged = await deps.photos.stage(
    uploadSession,
    checked.value,
    {
      most: PHOTO_LIMITS.most,
      mostUnclaimedBytes: PHOTO_LIMITS.unclaimedBytes,
    },
  );
  if (staged === "full") return refuse("too_many_photos");
  if (staged === "no_room") {
    return refuse("photos_full", { retryAfterSeconds: RETRY_AFTER });
  }
  if (staged === "expired") return refuse("photo_expired");
  return ok(staged);
}
