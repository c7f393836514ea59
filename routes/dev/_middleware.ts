import { HttpError } from "fresh";
import { define } from "@/lib/http/state.ts";

/**
 * The mailbox holds every client's link. It exists only while no mail account is
 * set, and the configuration refuses a production deployment without one.
 */
export default define.middleware(async (ctx) => {
  const { mailbox, config } = ctx.state.services;
  if (mailbox === null || config.production) throw new HttpError(404);
  return await ctx.next();
});
