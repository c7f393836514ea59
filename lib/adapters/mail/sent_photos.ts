import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { lookPhotos } from "@/lib/domain/look/look_photos.ts";
import type { Attachment, Deps } from "@/lib/ports/mod.ts";
import type { SentPhotos } from "./mail_content.ts";

export interface StoredPictures {
  readonly stills: Pick<Deps["stills"], "of">;
  readonly photos: Pick<Deps["photos"], "read">;
}

const ENDING = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
} as const;

/**
 * The pictures that the artist has chosen for the look sheet, as files. Read
 * when the mail is sent: the outbox holds none, so an erasure, or a client who
 * deletes one, leaves nothing there.
 */
export async function readSentPhotos(
  { stills, photos }: StoredPictures,
  id: ConsultationId,
): Promise<SentPhotos> {
  const { fitting, more } = lookPhotos((await stills.of(id)).stills);
  const files: Attachment[] = [];
  for (const { photoId } of fitting) {
    const read = await photos.read(photoId);
    if (read === null) continue;
    const { type } = read.photo;
    files.push({
      filename: `photo-${files.length + 1}.${ENDING[type]}`,
      contentType: type,
      content: new Uint8Array(read.bytes),
    });
  }
  return { files, more };
}
