import { define } from "@/lib/http/state.ts";

/** Pages carry the studio's name; the API, which has none, does not pay for it. */
export default define.middleware(async (ctx) => {
  if (!ctx.url.pathname.startsWith("/api/")) {
    ctx.state.studio = await ctx.state.services.deps.directory.studio();
  }
  return await ctx.next();
});
