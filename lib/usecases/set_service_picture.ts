import type { ServiceId } from "@/lib/domain/ids.ts";
import { mayEdit } from "@/lib/domain/offer_permission.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import type { Picture } from "@/lib/domain/photo.ts";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { Service } from "@/lib/domain/studio.ts";
import type { Deps } from "@/lib/ports.ts";
import { saveOffer } from "./save_offer.ts";

/**
 * Gives a service another picture, or none. The old one goes once nothing names
 * it; a crash in between leaves a picture that nobody sees, never a hole.
 *
 * @param check judges the picture: only of whoever may change the service, and last, because it is the dear part
 */
export async function setServicePicture(
  { offerBook, photos, secrets }: Pick<
    Deps,
    "offerBook" | "photos" | "secrets"
  >,
  actor: Actor | null,
  id: ServiceId,
  versionstamp: string,
  check: () => Outcome<Picture | null>,
): Promise<Outcome<Service>> {
  if (!mayEdit(actor, "services")) return refuse("not_found");
  const stored = await offerBook.service(id);
  if (stored === null) return refuse("not_found");
  if (stored.versionstamp !== versionstamp) return refuse("conflict");
  const picture = check();
  if (!picture.ok) return picture;
  const kept = picture.value && await keep(picture.value);
  if (kept !== null && typeof kept !== "string") return kept;
  const next = { ...stored.value, picture: kept };
  const saved = await saveOffer(
    stored,
    versionstamp,
    next,
    offerBook.putService,
  );
  const idle = saved.ok ? stored.value.picture : kept;
  if (idle !== null) await photos.remove([idle]);
  return saved;

  /** Through a basket of its own, in which nothing else can lie. */
  async function keep(picture: Picture) {
    const basket = await secrets.hash(secrets.secret());
    const photo = await photos.stage(basket, picture, 1);
    if (photo === "full" || photo === "expired") return refuse("photo_expired");
    const claimed = await photos.claim(basket, [photo], { service: id });
    return claimed ? photo : refuse("photo_expired");
  }
}
