import { HttpError } from "fresh";
import { staffActor } from "@/lib/http/actor.ts";
import { define } from "@/lib/http/state.ts";

/** To everyone but an admin there is nothing here: not even a refusal. */
export default define.middleware(async (ctx) => {
  const actor = await staffActor(ctx);
  if (actor?.role !== "admin") throw new HttpError(404);
  ctx.state.staff = actor;
  return await ctx.next();
});
