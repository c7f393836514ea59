import { expect } from "expect";
import { networkOf, Peers } from "@/lib/rooms/peers.ts";

for (
  const [peer, network] of [
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:0DB8:0001:0002::1", "2001:db8:1:2"],
    ["2001:db8::1", "2001:db8:0:0"],
    ["2001:db8:1:2::", "2001:db8:1:2"],
    ["::1", "0:0:0:0"],
    ["fe80::1%eth0", "fe80:0:0:0"],
    ["unknown", "unknown"],
  ] as const
) {
  Deno.test(`${peer} counts as ${network}`, () => {
    expect(networkOf(peer)).toBe(network);
  });
}

Deno.test("all addresses of one IPv6 customer share what one has", () => {
  const peers = new Peers(2);
  expect(peers.enter("2001:db8:1:2::1")).not.toBeNull();
  expect(peers.enter("2001:db8:1:2::2")).not.toBeNull();
  expect(peers.enter("2001:db8:1:2::3")).toBeNull();
  expect(peers.enter("2001:db8:1:3::1")).not.toBeNull();
});

Deno.test("a socket that says twice that it is gone frees one place, and nothing is kept of who has left", () => {
  const peers = new Peers(1);
  const free = peers.enter("203.0.113.7")!;
  free();
  free();
  expect(peers.size).toBe(0);
  expect(peers.enter("203.0.113.7")).not.toBeNull();
  expect(peers.enter("203.0.113.7")).toBeNull();
});

Deno.test("without an address nobody is counted", () => {
  const peers = new Peers(0);
  expect(peers.enter(null)).not.toBeNull();
  expect(peers.size).toBe(0);
});
