import { HttpError } from "fresh";
import { staffActor } from "@/lib/http/session/actor.ts";
import { define } from "@/lib/http/state.ts";

/** For everyone but an admin these pages do not exist: 404, not even a refusal. */
export default define.middleware(async (ctx) => {
  const actor = await staffActor(ctx);
  if (actor?.role !== "admin") throw new HttpError(404);
  ctx.state.staff = actor;
  return await ctx.next();
});
