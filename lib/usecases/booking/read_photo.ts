import type { PhotoId } from "@/lib/domain/basic/ids.ts";
import type { Photo } from "@/lib/domain/booking/photo.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";

/** A consultation's photo, for people who may see the consultation. */
export async function readPhoto(
  deps: Pick<Deps, "consultations" | "photos">,
  { actor, id, photo }: RequestContext & {
    readonly photo: PhotoId;
  },
): Promise<Outcome<{ readonly photo: Photo; readonly bytes: Uint8Array }>> {
  const seen = await authorise(deps, { actor, action: "see", id });
  if (!seen.ok) return seen;
  if (!seen.value.stored.value.photos.includes(photo)) {
    return refuse("not_found");
  }
  const found = await deps.photos.read(photo);
  return found === null ? refuse("not_found") : ok(found);
}
