import { urlOf } from "@/lib/client/page/endpoint_url.ts";
import type { ConsultationId, PhotoId } from "@/lib/domain/basic/ids.ts";
import { ownRequest } from "@/words/own_request.ts";

/** A consultation's photos, small; each opens in another tab, so that a call continues. */
export function PhotoStrip({ id, photos, session }: {
  readonly id: ConsultationId;
  readonly photos: readonly PhotoId[];
  readonly session: "client" | "artist" | "admin";
}) {
  return (
    <ul class="photo-strip">
      {photos.map((photo, i) => {
        const src = urlOf(
          "GET /api/consultations/:id/photos/:photo",
          { id, photo },
          { query: { session } },
        );
        return (
          <li key={photo}>
            <a href={src} target="_blank" rel="noopener">
              <img
                src={src}
                alt={session === "client"
                  ? ownRequest.photo({ number: i + 1 })
                  : `Photo ${i + 1} from the client, opens in a new tab`}
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
