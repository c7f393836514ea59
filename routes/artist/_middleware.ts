import { staffActor } from "@/lib/http/actor.ts";
import { signInFor } from "@/lib/http/way_back.ts";
import { define } from "@/lib/http/state.ts";

/** Artists alone. Whoever is not signed in is asked to, and comes back; an admin has pages of their own. */
export default define.middleware(async (ctx) => {
  const actor = await staffActor(ctx);
  if (actor === null) return redirect(signInFor(ctx.url.pathname));
  if (actor.role !== "artist") return redirect("/admin");
  ctx.state.staff = actor;
  return await ctx.next();
});

function redirect(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}
