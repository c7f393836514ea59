import { api } from "@/lib/http/api.ts";
import { endpoint } from "@/lib/http/endpoint.ts";
import { ok, refuse } from "@/lib/http/refusal.ts";
import { staffActor } from "@/lib/http/session/actor.ts";

/**
 * `GET`: whether this browser is signed in. The page of a sign-in link asks once
 * after it has signed in: a browser that blocks cookies keeps no session.
 */
export const handler = api(
  endpoint("GET /api/sign-in", async ({ ctx }) => {
    const actor = await staffActor(ctx);
    return actor === null
      ? refuse("sign_in_required")
      : ok({ role: actor.role });
  }),
);
