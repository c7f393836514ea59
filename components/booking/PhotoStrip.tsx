import type { ConsultationId, PhotoId } from "@/lib/domain/ids.ts";

/** A consultation's pictures, small; each opens large beside the page, so that a call goes on. */
export function PhotoStrip({ id, photos, session }: {
  readonly id: ConsultationId;
  readonly photos: readonly PhotoId[];
  readonly session: "artist" | "admin";
}) {
  return (
    <ul class="photo-strip">
      {photos.map((photo, i) => {
        const src =
          `/api/consultations/${id}/photos/${photo}?session=${session}`;
        return (
          <li key={photo}>
            <a href={src} target="_blank" rel="noopener">
              <img
                src={src}
                alt={`Picture ${i + 1} from the client, opens in a new tab`}
                width="96"
                height="96"
                loading="lazy"
              />
            </a>
          </li>
        );
      })}
    </ul>
  );
}
