import { signOut } from "@/lib/http/session/sign_out.ts";
import { define } from "@/lib/http/state.ts";

export const handler = define.handlers({
  POST: (ctx) =>
    signOut(ctx, (token) => ctx.state.services.deps.sessions.revoke(token)),
});
