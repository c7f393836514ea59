import type { ServiceId } from "@/lib/domain/basic/ids.ts";
import { mayEdit } from "@/lib/domain/offer/offer_permission.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import type { CheckedImage } from "@/lib/domain/booking/photo.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Service } from "@/lib/domain/offer/studio.ts";
import type { Deps } from "@/lib/ports/mod.ts";

/**
 * Gives a service another photo, or none. The old one is deleted once nothing
 * refers to it; a crash in between leaves a photo that nobody sees, never a
 * missing one.
 *
 * @param check checks the image: only for people who may change the service,
 * because it is the expensive part
 */
export async function setServicePhoto({ catalog, photos, secrets }: Pick<
  Deps,
  "catalog" | "photos" | "secrets"
>, { actor, id, versionstamp, check }: {
  readonly actor: Actor | null;
  readonly id: ServiceId;
  readonly versionstamp: string;
  readonly check: () => Outcome<CheckedImage | null>;
}): Promise<Outcome<Service>> {
  if (!mayEdit(actor, "services")) return refuse("not_found");
  const stored = await catalog.storedService(id);
  if (stored === null) return refuse("not_found");
  const image = check();
  if (stored.versionstamp !== versionstamp) {
    return image.ok ? await repeated(image.value) : refuse("conflict");
  }
  if (!image.ok) return image;
  const kept = image.value && await keep(image.value);
  if (kept !== null && typeof kept !== "string") return kept;
  const next = { ...stored.value, picture: kept };
  const saved = await catalog.putService(stored, next) === "written";
  const idle = saved ? stored.value.picture : kept;
  if (idle !== null) await photos.remove([idle]);
  return saved ? ok(next) : await repeated(image.value);

  /** Somebody has changed it: the same form's first copy, if it has this photo. */
  async function repeated(
    image: CheckedImage | null,
  ): Promise<Outcome<Service>> {
    const service = await catalog.service(id);
    if (service === null) return refuse("not_found");
    const { picture } = service;
    const shown = picture && (await photos.read(picture))?.bytes;
    const same = image === null || shown === null
      ? image === shown
      : shown !== undefined && isEqual(shown, image.bytes);
    return same ? ok(service) : refuse("conflict");
  }

  /** Through an upload session of its own, which can hold nothing else. */
  async function keep(image: CheckedImage) {
    const uploadSession = await secrets.hash(secrets.secret());
    const photo = await photos.stage(uploadSession, image, { most: 1 });
    if (photo === "full" || photo === "expired" || photo === "no_room") {
      return refuse("photo_expired");
    }
    const claimed = await photos.claim(uploadSession, {
      ids: [photo],
      owner: { service: id },
    });
    return claimed ? photo : refuse("photo_expired");
  }
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length &&
    one.every((byte, i) => byte === other[i]);
}
