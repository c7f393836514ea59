import type { Middleware } from "fresh";
import { refusalResponse } from "@/lib/http/refusals.ts";
import { remoteAddressOf } from "@/lib/http/remote_address.ts";
import type { State } from "@/lib/http/state.ts";
import { wantsStream } from "./event_stream.ts";

/** Refuses streams beyond the limits before anything is read: a flood has to be cheap. */
export const admitStreams: Middleware<State> = async (ctx) => {
  if (!wantsStream(ctx.req)) return await ctx.next();
  const admitted = ctx.state.services.streams.admit({
    peer: remoteAddressOf(ctx),
    view: viewOf(ctx.req),
  });
  if (!admitted.ok) return refusalResponse(admitted);
  ctx.state.streamPlace = admitted.value;
  try {
    return await ctx.next();
  } finally {
    admitted.value.answered();
  }
};

/** What a view shows depends on the address and the cookies alone. */
function viewOf({ url, headers }: Request): string {
  return `${url}\n${headers.get("cookie") ?? ""}`;
}
