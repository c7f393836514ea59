import { define } from "@/lib/http/state.ts";

/** Pages show the studio's name; the API does not need it and skips the read. */
export default define.middleware(async (ctx) => {
  if (!ctx.url.pathname.startsWith("/api/")) {
    ctx.state.studio = await ctx.state.services.deps.catalog.studio();
  }
  return await ctx.next();
});
