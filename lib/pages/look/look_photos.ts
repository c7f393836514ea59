import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { lookPhotos } from "@/lib/domain/look/look_photos.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { words } from "@/lib/words/mod.ts";

/** A picture that goes with the sheet. */
interface LookPhoto {
  readonly href: string;
  readonly alt: string;
}

export interface FilePhotos {
  readonly photos: readonly LookPhoto[];
  /** Whether some were left out. */
  readonly more: boolean;
}

/** The approved stills with `data:` addresses, as many as fit into one file, for a reader who was admitted. */
export async function photosForFile(
  { photos: stored, stills }: Pick<Deps, "photos" | "stills">,
  id: ConsultationId,
): Promise<FilePhotos> {
  const { fitting, more } = lookPhotos((await stills.of(id)).stills);
  const { look } = words();
  const photos: LookPhoto[] = [];
  for (const [i, { photoId }] of fitting.entries()) {
    const read = await stored.read(photoId);
    if (read === null) continue;
    photos.push({
      href: `data:${read.photo.type};base64,${read.bytes.toBase64()}`,
      alt: look.page.photo({ number: i + 1 }),
    });
  }
  return { photos, more: more > 0 };
}
