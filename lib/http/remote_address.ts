import type { Context } from "fresh";
import { networkPeer } from "@/lib/domain/basic/network_peer.ts";
import type { State } from "./state.ts";

/**
 * The network that a request came from, as `networkPeer` names it, for rate
 * limits only, or "unknown". Entries that a client puts into `X-Forwarded-For`
 * stand to the left of those that our own proxies add, so only the proxies'
 * entries are read.
 */
export function remoteAddressOf(
  { info, req, state }: Pick<Context<State>, "info" | "req" | "state">,
): string {
  const { trustedProxies } = state.services.config;
  const { remoteAddr } = info;
  const direct = "hostname" in remoteAddr
    ? networkPeer(remoteAddr.hostname) ?? remoteAddr.hostname
    : "unknown";
  if (trustedProxies === 0) return direct;
  const hops = (req.headers.get("x-forwarded-for") ?? "").split(",")
    .map((hop) => hop.trim()).filter((hop) => hop !== "");
  const hop = hops.at(-trustedProxies);
  return (hop === undefined ? null : networkPeer(hop)) ?? direct;
}
