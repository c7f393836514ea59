/**
 * A server process of its own, one of several on one Deno KV file:
 * `deno run -A tests/e2e/_rooms/process.ts <kv file>`. Prints its port.
 */
import { createRoomsNetwork } from "@/lib/adapters/kv/rooms_network.ts";
import { createRoomsStore } from "@/lib/adapters/kv/rooms_state.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import { createEmbeddedRooms } from "@/lib/rooms/mod.ts";
import { credentials } from "../../rooms/_support.ts";
import { loadSite } from "./site.ts";

const kv = await Deno.openKv(Deno.args[0]);
const store = new Store(kv);
const clock = { now: () => Date.now() };
const rooms = createEmbeddedRooms({
  credentials,
  clock,
  store: createRoomsStore(store),
  network: createRoomsNetwork({ store, clock, leaseMs: 1500 }),
  log: (event, fields) => console.error(event, JSON.stringify(fields)),
});
const site = await loadSite();

const server = Deno.serve({
  port: 0,
  hostname: "127.0.0.1",
  onListen: ({ port }) => console.log(port),
}, async (req) => {
  if (!new URL(req.url).pathname.startsWith("/v1/")) return site(req, rooms);
  const { statusCode, body } = await rooms.rest({
    method: req.method,
    uri: req.url,
    headers: Object.fromEntries(req.headers),
    data: await req.text(),
  });
  return new Response(body, { status: statusCode });
});

Deno.addSignalListener("SIGTERM", async () => {
  await rooms.close();
  await server.shutdown();
  kv.close();
  Deno.exit();
});
