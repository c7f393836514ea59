import { expect } from "expect";
import { ConnectionLimiter } from "@/lib/rooms/signaling/connection_limiter.ts";

Deno.test("a peer's sockets share one limit, and another peer has its own", () => {
  const peers = new ConnectionLimiter(2);
  expect(peers.enter("2001:db8:1:2")).not.toBeNull();
  expect(peers.enter("2001:db8:1:2")).not.toBeNull();
  expect(peers.enter("2001:db8:1:2")).toBeNull();
  expect(peers.enter("2001:db8:1:3")).not.toBeNull();
});

Deno.test("a socket that is released twice frees one slot, and nothing is kept of closed sockets", () => {
  const peers = new ConnectionLimiter(1);
  const free = peers.enter("203.0.113.7")!;
  free();
  free();
  expect(peers.size).toBe(0);
  expect(peers.enter("203.0.113.7")).not.toBeNull();
  expect(peers.enter("203.0.113.7")).toBeNull();
});

Deno.test("without an address nobody is counted", () => {
  const peers = new ConnectionLimiter(0);
  expect(peers.enter(null)).not.toBeNull();
  expect(peers.size).toBe(0);
});
