import type { ArtistStatement } from "@/lib/domain/call/artist_status.ts";
import { api } from "@/lib/http/api.ts";
import {
  type ConsultationRequest,
  consultationRoute,
} from "@/lib/http/consultation_api.ts";
import { sayArtistStatus } from "@/lib/usecases/call/say_artist_status.ts";

const SAY = "POST /api/video/consultation/:id/artist-status";

/** `POST {status, minutes?}`: how the artist is, for the client who waits. May be repeated. */
export const handler = api(
  consultationRoute(
    SAY,
    async ({ deps, actor, id, body }) =>
      await sayArtistStatus(deps, { actor, id, said: saidIn(body) }),
  ),
);

function saidIn(
  body: ConsultationRequest<typeof SAY>["body"],
): ArtistStatement | null {
  switch (body.status) {
    case "late":
      return { is: "late", minutes: body.minutes };
    case "getting_ready":
      return { is: "getting_ready" };
    case "none":
      return null;
  }
}
