import { api } from "@/lib/http/api.ts";
import { blocksOf } from "@/lib/http/body/blocks.ts";
import { BodyRefused } from "@/lib/http/body/body_refused.ts";
import { endpoint } from "@/lib/http/endpoint.ts";
import { ok, type Outcome, refuse } from "@/lib/http/refusal.ts";
import { remoteAddressOf } from "@/lib/http/remote_address.ts";
import { waysOut } from "@/lib/pages/call/ways_out.ts";

/** More than a page sends, and less than a body that has to wait for its turn. */
const MOST_BYTES = 64 * 1024;

/** `POST` any bytes: they are forgotten as they arrive. For anybody, as the way to the server is: nothing is read or written. */
export const handler = api(
  endpoint("POST /api/connection-test", async ({ ctx, deps }) => {
    const { connectionTesters, config } = ctx.state.services;
    const wait = connectionTesters.take(remoteAddressOf(ctx), deps.clock.now());
    if (wait > 0) return refuse("rate_limited", { retryAfterSeconds: wait });
    const arrived = await forgotten(ctx.req);
    return arrived.ok ? ok(waysOut(config)) : arrived;
  }),
);

async function forgotten(req: Request): Promise<Outcome<null>> {
  try {
    for await (const { whole } of blocksOf(req, MOST_BYTES)) {
      if (!whole) return refuse("body_too_large");
    }
    return ok(null);
  } catch (error) {
    if (error instanceof BodyRefused) return error.refusal;
    throw error;
  }
}
