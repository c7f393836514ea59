import { HttpError } from "fresh";
import { define } from "@/lib/http/state.ts";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * The mailbox holds every client's link. It exists only while no mail account is
 * set, and the configuration refuses a production deployment without one. A
 * studio that forgot to say that it is one (no BASE_URL behind its proxy) is
 * caught by the name that was asked for: it is neither ours nor this machine's.
 */
export default define.middleware(async (ctx) => {
  const { mailbox, config } = ctx.state.services;
  const { hostname } = ctx.url;
  const ours = LOOPBACK.has(hostname) ||
    hostname === new URL(config.baseUrl).hostname;
  if (mailbox === null || config.production || !ours) throw new HttpError(404);
  return await ctx.next();
});
