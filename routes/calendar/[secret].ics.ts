import { visibleLine } from "@/lib/domain/basic/identifier.ts";
import { refuse } from "@/lib/http/refusal.ts";
import { api } from "@/lib/http/api.ts";
import { calendarFeed } from "@/lib/pages/calendar/calendar_answer.ts";
import { remoteAddressOf } from "@/lib/http/remote_address.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";
import { readCalendarFeed } from "@/lib/usecases/calendar/calendar_feed.ts";

/** An artist's private feed. Its URL is the key, so the only answers are the feed or 404. */
export const handler = api({
  method: "GET",
  handler: async (ctx) => {
    const { deps, feedReaders } = ctx.state.services;
    const wait = feedReaders.take(remoteAddressOf(ctx), deps.clock.now());
    if (wait > 0) {
      return refusalResponse(refuse("rate_limited", {
        retryAfterSeconds: wait,
      }));
    }
    const secret = visibleLine(ctx.params.secret ?? "");
    const feed = /^[A-Za-z0-9_-]{43}$/.test(secret)
      ? await readCalendarFeed(deps, secret)
      : refuse("not_found");
    return feed.ok
      ? await calendarFeed(ctx.req, {
        content: feed.value,
        hash: deps.secrets.hash,
      })
      : refusalResponse(feed);
  },
});
