import type { ArtistId } from "@/lib/domain/basic/ids.ts";
import { api } from "@/lib/http/api.ts";
import { endpoint } from "@/lib/http/endpoint.ts";
import { mapped, refuse } from "@/lib/http/refusal.ts";
import { sessionName, staffActor } from "@/lib/http/session/actor.ts";
import { liveReply } from "@/lib/http/stream/live_reply.ts";
import { readDay } from "@/lib/pages/consultation/artist_day.ts";

/** `GET`, artist: their own day; a stream of it with `Accept: text/event-stream`. */
export const handler = api(
  endpoint("GET /api/artist/day", async ({ ctx, deps }) => {
    let artistId: ArtistId | null = null;
    const look = async () => {
      if (artistId === null) {
        const actor = await staffActor(ctx);
        if (actor === null) return refuse("sign_in_required");
        if (actor.role !== "artist") return refuse("wrong_role");
        artistId = actor.artistId;
      }
      const day = await readDay(deps, artistId);
      // Checked again for each view, after the read: nothing that is newer than
      // a sign-out is sent.
      const still = await staffActor(ctx);
      if (still?.role !== "artist" || still.artistId !== artistId) {
        return refuse("sign_in_required");
      }
      return mapped(day, (seen) => ({
        ...seen,
        session: sessionName(ctx, still),
        follows: [{ artist: still.artistId }, { account: still.email }],
      }));
    };
    return await liveReply(ctx, {
      look,
      newsOf: (day) => JSON.stringify(day.rows),
    });
  }),
);
