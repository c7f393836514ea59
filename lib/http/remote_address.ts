import type { Context } from "fresh";
import type { State } from "./state.ts";

/**
 * Where a request came from, for rate limits alone: an address, or "unknown".
 * What a client writes into `X-Forwarded-For` itself stands further left than
 * what our own proxies add, so only their entries are read.
 */
export function peerOf(
  { info, req, state }: Pick<Context<State>, "info" | "req" | "state">,
): string {
  const { trustedProxies } = state.services.config;
  const { remoteAddr } = info;
  const direct = "hostname" in remoteAddr ? remoteAddr.hostname : "unknown";
  if (trustedProxies === 0) return direct;
  const hops = (req.headers.get("x-forwarded-for") ?? "").split(",")
    .map((hop) => hop.trim()).filter((hop) => hop !== "");
  return hops.at(-trustedProxies) ?? direct;
}
