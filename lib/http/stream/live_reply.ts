import type { Context } from "fresh";
import { mapped, type Outcome } from "@/lib/http/refusal.ts";
import type { StreamReply } from "@/lib/http/reply.ts";
import type { State } from "@/lib/http/state.ts";
import type { Bye } from "./event_stream.ts";
import {
  type LiveEvents,
  LiveView,
  type LiveViewOptions,
} from "./live_view.ts";

/** The value now, or a stream of it for a request that was admitted as one. */
export async function liveReply<T>(
  { state: { streamPlace, services } }: Context<State>,
  { look, newsOf }: Pick<LiveViewOptions<T>, "look" | "newsOf">,
): Promise<Outcome<T> | StreamReply<LiveEvents<T> & Bye>> {
  if (streamPlace === undefined) {
    return mapped(await look(), ({ value }) => value);
  }
  const { view, release } = services.views.take(
    streamPlace.view,
    () => new LiveView({ ...services.deps, look, newsOf }),
  );
  // Refuse before the stream starts, so that the page gets a status it can act on.
  const first = await view.look().catch((error) => {
    release();
    throw error;
  });
  if (!first.ok) {
    release();
    return first;
  }
  return {
    register: streamPlace.open(first.value.session),
    start(sender) {
      const undo = view.add(sender);
      return () => {
        undo();
        release();
      };
    },
  };
}
