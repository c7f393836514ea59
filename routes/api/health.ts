import { api } from "@/lib/http/api.ts";
import { endpoint } from "@/lib/http/endpoint.ts";
import { ok } from "@/lib/http/refusal.ts";

/** `GET`: whether this process responds, its store can be read and written, and mails go out. */
export const handler = api(
  endpoint("GET /api/health", async ({ deps }) => {
    const [refused] = await Promise.all([
      deps.mailAccount.refusedSince(),
      deps.catalog.studio(),
      deps.storeCheck.canWrite(),
    ]);
    return ok({ ok: true, mail: refused === null ? "ok" : "refused" });
  }),
);
