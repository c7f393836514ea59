import { staffActor } from "@/lib/http/actor.ts";
import { define } from "@/lib/http/state.ts";

/** Artists alone. Whoever is not signed in is asked to; an admin has pages of their own. */
export default define.middleware(async (ctx) => {
  const actor = await staffActor(ctx);
  if (actor === null) return redirect("/sign-in");
  if (actor.role !== "artist") return redirect("/admin");
  ctx.state.staff = actor;
  return await ctx.next();
});

function redirect(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}
