import type { Context } from "fresh";
import type { State } from "./state.ts";

/** Where a request came from, for rate limits alone: an address, or "unknown". */
export function peerOf(ctx: Pick<Context<State>, "info">): string {
  const { remoteAddr } = ctx.info;
  return "hostname" in remoteAddr ? remoteAddr.hostname : "unknown";
}
