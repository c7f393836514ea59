import { refuse } from "@/lib/domain/refusal.ts";
import { api } from "@/lib/http/api.ts";
import { calendarFeed } from "@/lib/http/calendar_answer.ts";
import { peerOf } from "@/lib/http/peer.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";
import { readCalendarFeed } from "@/lib/usecases/calendar_feed.ts";

/** An artist's private feed. Its address is the key, so there is no other answer than the feed or nothing. */
export const handler = api({
  GET: async (ctx) => {
    const { deps, feedReaders } = ctx.state.services;
    const wait = feedReaders.take(peerOf(ctx), deps.clock.now());
    if (wait > 0) {
      return refusalResponse(refuse("rate_limited", {
        retryAfterSeconds: wait,
      }));
    }
    const secret = ctx.params.secret ?? "";
    const feed = /^[A-Za-z0-9_-]{43}$/.test(secret)
      ? await readCalendarFeed(deps, secret)
      : refuse("not_found");
    return feed.ok
      ? await calendarFeed(ctx.req, feed.value, deps.secrets.hash)
      : refusalResponse(feed);
  },
});
