import { api } from "@/lib/http/api.ts";

/** `GET`: does this process answer, and its store? Says nothing else to strangers. */
export const handler = api({
  GET: async (ctx) => {
    await ctx.state.services.deps.directory.studio();
    return Response.json({ ok: true }, {
      headers: { "cache-control": "no-store" },
    });
  },
});
