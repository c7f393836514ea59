import { refuse } from "@/lib/domain/refusal.ts";
import { staffActor } from "@/lib/http/actor.ts";
import { answer, api } from "@/lib/http/api.ts";
import { readDay } from "@/lib/http/artist_day.ts";
import { eventStream, wantsStream } from "@/lib/http/event_stream.ts";
import { liveView } from "@/lib/http/live_view.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";

/** `GET`, artist: their own day, or the same as it changes with `Accept: text/event-stream`. */
export const handler = api({
  GET: async (ctx) => {
    const { deps, streams } = ctx.state.services;
    const actor = await staffActor(ctx);
    if (actor === null) return refusalResponse(refuse("sign_in_required"));
    if (actor.role !== "artist") return refusalResponse(refuse("wrong_role"));
    const { artistId } = actor;
    const look = async () => {
      const day = await readDay(deps, artistId);
      // Asked anew each time, and after the reading: nothing that is newer than
      // a sign-out gets out.
      const still = await staffActor(ctx);
      return still?.role === "artist" ? day : refuse("sign_in_required");
    };
    const first = await look();
    // Refused with a status, before any stream: a page can act on that.
    if (!first.ok || !wantsStream(ctx.req)) {
      return answer(first, (day) => day.value);
    }
    return eventStream(streams, (sender) =>
      liveView(
        deps,
        { artist: artistId },
        look,
        (day) => JSON.stringify(day.rows),
        sender,
      ));
  },
});
