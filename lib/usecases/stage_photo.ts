import type { PhotoId } from "@/lib/domain/ids.ts";
import { PHOTO_LIMITS } from "@/lib/domain/photo.ts";
import { checkPicture } from "@/lib/domain/picture/check.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { Deps } from "@/lib/ports.ts";

/** A stranger's bytes: checked, stripped to the picture, and put into their basket. */
export async function stagePhoto(
  deps: Pick<Deps, "photos">,
  basket: string,
  bytes: Uint8Array,
): Promise<Outcome<PhotoId>> {
  const checked = checkPicture(bytes);
  if (!checked.ok) return checked;
  const staged = await deps.photos.stage(
    basket,
    checked.value,
    PHOTO_LIMITS.most,
  );
  if (staged === "full") return refuse("too_many_photos");
  if (staged === "expired") return refuse("photo_expired");
  return ok(staged);
}
