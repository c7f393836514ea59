import type { ConsultationId, PhotoId } from "@/lib/domain/ids.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import type { Photo } from "@/lib/domain/photo.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { Deps } from "@/lib/ports.ts";
import { authorise } from "./authorise.ts";

/** A consultation's picture, for whoever may see the consultation. */
export async function seePhoto(
  deps: Pick<Deps, "consultations" | "photos">,
  actor: Actor | null,
  id: ConsultationId,
  photo: PhotoId,
): Promise<Outcome<{ readonly photo: Photo; readonly bytes: Uint8Array }>> {
  const seen = await authorise(deps, actor, "see", id);
  if (!seen.ok) return seen;
  if (!seen.value.value.photos.includes(photo)) return refuse("not_found");
  const found = await deps.photos.read(photo);
  return found === null ? refuse("not_found") : ok(found);
}
