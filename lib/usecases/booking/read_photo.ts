import type { PhotoId } from "@/lib/domain/basic/ids.ts";
import type { Photo } from "@/lib/domain/booking/photo.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";
import { readStills } from "@/lib/usecases/stills/read_stills.ts";

/**
 * A consultation's photo: one of the booking for people who may see the
 * consultation, a still for its two people.
 */
export async function readPhoto(
  deps: Pick<Deps, "consultations" | "photos" | "stills">,
  { actor, id, photo }: RequestContext & {
    readonly photo: PhotoId;
  },
): Promise<Outcome<{ readonly photo: Photo; readonly bytes: Uint8Array }>> {
  const seen = await authorise(deps, { actor, action: "see", id });
  if (!seen.ok) return seen;
  const isBooked = seen.value.stored.value.photos.includes(photo);
  if (!isBooked && !await isStill(deps, { actor, id, photo })) {
    return refuse("not_found");
  }
  const found = await deps.photos.read(photo);
  return found === null ? refuse("not_found") : ok(found);
}

async function isStill(
  deps: Pick<Deps, "consultations" | "stills">,
  { actor, id, photo }: RequestContext & { readonly photo: PhotoId },
): Promise<boolean> {
  const read = await readStills(deps, { actor, id });
  return read.ok &&
    read.value.stills.stills.some(({ photoId }) => photoId === photo);
}
