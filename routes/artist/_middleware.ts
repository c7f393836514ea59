import { staffActor } from "@/lib/http/session/actor.ts";
import { signInFor } from "@/lib/http/return_to.ts";
import { define } from "@/lib/http/state.ts";

/** Artists alone. Visitors sign in first and come back; admins have pages of their own. */
export default define.middleware(async (ctx) => {
  const actor = await staffActor(ctx);
  if (actor === null) return ctx.redirect(signInFor(ctx.url.pathname), 303);
  if (actor.role !== "artist") return ctx.redirect("/admin", 303);
  const { catalog } = ctx.state.services.deps;
  const artist = await catalog.artist(actor.artistId);
  ctx.state.staff = actor;
  if (artist !== null) ctx.state.artist = artist;
  return await ctx.next();
});
