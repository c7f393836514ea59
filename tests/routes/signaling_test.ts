/**
 * The endpoint of the embedded rooms' sockets: an address with too many is
 * refused, based on the address that our own proxy reports.
 */
import { expect } from "expect";
import { DEFAULT_LIMITS } from "@/lib/rooms/limits.ts";
import { withApp } from "@/tests/_support/an_app.ts";
import { apiApp } from "@/tests/_support/api_routes.ts";

Deno.test("one address has a limited number of sockets; X-Forwarded-For counts only as far as our proxy wrote it", async () => {
  await withApp(async (app) => {
    const server = Deno.serve(
      { port: 0, hostname: "127.0.0.1", onListen() {} },
      apiApp(app.services).handler(),
    );
    const { hostname, port } = server.addr;
    const from = (forwarded: string) => handshake(hostname, port, forwarded);
    const held: Deno.Conn[] = [];
    for (let i = 0; i < DEFAULT_LIMITS.socketsPerAddress; i++) {
      // What the client itself wrote is further left, and has no effect.
      const one = await from(`198.51.100.${i % 200}, 203.0.113.7`);
      expect(one.status).toBe(101);
      held.push(one.conn);
    }
    const refused = await from("192.0.2.1, 203.0.113.7");
    expect(refused.status).toBe(429);
    const other = await from("203.0.113.7, 203.0.113.8");
    expect(other.status).toBe(101);
    for (const conn of [...held, refused.conn, other.conn]) conn.close();
    await app.services.rooms!.close();
    await server.shutdown();
  }, { TRUSTED_PROXIES: "1" });
});

/** A browser sets no such header, so the handshake is written by hand. */
async function handshake(hostname: string, port: number, forwarded: string) {
  const conn = await Deno.connect({ hostname, port });
  const lines = [
    "GET /api/rooms/signaling HTTP/1.1",
    `Host: ${hostname}:${port}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    `X-Forwarded-For: ${forwarded}`,
  ];
  await conn.write(new TextEncoder().encode(lines.join("\r\n") + "\r\n\r\n"));
  const answer = new Uint8Array(1024);
  const read = await conn.read(answer) ?? 0;
  const [, status] = new TextDecoder().decode(answer.subarray(0, read))
    .split(" ");
  return { conn, status: Number(status) };
}
