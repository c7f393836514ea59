import { staffActor } from "@/lib/http/session/actor.ts";
import { signOut } from "@/lib/http/session/sign_out.ts";
import { define } from "@/lib/http/state.ts";

/** Ends the sessions of this account in every browser: a phone was lost, or a computer is somebody else's. */
export const handler = define.handlers({
  POST: (ctx) =>
    signOut(ctx, async (token) => {
      const { catalog, sessions } = ctx.state.services.deps;
      const actor = await staffActor(ctx);
      if (actor !== null) await catalog.endSessions(actor.email);
      await sessions.revoke(token);
    }),
});
