/**
 * One process to measure: embedded rooms, or a plain WebSocket echo. `deno run
 * -A bench/_rooms/server.ts rooms|echo` prints its port. `/memory` returns the
 * bytes in use.
 */
import { createEmbeddedRooms } from "@/lib/rooms/mod.ts";
import { account } from "./account.ts";

const rooms = Deno.args[0] === "rooms"
  ? createEmbeddedRooms({
    credentials: account,
    clock: { now: () => Date.now() },
    limits: { framesPerSecond: 1000, burst: 1000 },
  })
  : null;

function echo(req: Request): Response {
  const { socket, response } = Deno.upgradeWebSocket(req);
  socket.onmessage = ({ data }) => socket.send(data);
  return response;
}

Deno.serve({
  port: 0,
  hostname: "127.0.0.1",
  onListen: ({ port }) => console.log(port),
}, async (req) => {
  const { pathname } = new URL(req.url);
  if (pathname === "/memory") {
    // deno run --v8-flags=--expose-gc
    (globalThis as { gc?: () => void }).gc?.();
    return Response.json(Deno.memoryUsage());
  }
  if (pathname === "/ws") return rooms ? rooms.accept(req) : echo(req);
  const { statusCode, body } = await rooms!.rest({
    method: req.method,
    uri: req.url,
    username: account.accountSid,
    password: account.authToken,
    data: await req.text(),
  });
  return new Response(body, { status: statusCode });
});
