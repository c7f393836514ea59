/**
 * A browser without camera permission hides its addresses behind names such as
 * `3f2a….local` (RFC 8828; draft-ietf-mmusic-mdns-ice-candidates). Only the
 * other browser can resolve them, so the rooms must forward them unchanged.
 */
import { expect } from "expect";
import { answer, offer, withEndpoint } from "./_client.ts";

const NAME = "3f2a9c1e-7b44-4c55-9d0e-1b2c3d4e5f60.local";
const line =
  `candidate:842163049 1 udp 2113937151 ${NAME} 51234 typ host generation 0 ufrag u1b2 network-cost 999`;
const candidates = [
  { candidate: line, sdpMid: "0", sdpMLineIndex: 0, usernameFragment: "u1b2" },
  {
    candidate: line.replace("udp 2113937151", "tcp 1518280447")
      .replace("typ host", "typ host tcptype active"),
    sdpMid: "0",
    sdpMLineIndex: 0,
    usernameFragment: "u1b2",
  },
  { candidate: "", sdpMid: "0", sdpMLineIndex: 0, usernameFragment: "u1b2" },
];
const ice = { ufrag: "u1b2", revision: 3, candidates, complete: true };
const sdp = `v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\na=${line}\r\na=ice-ufrag:u1b2`;

Deno.test("a candidate with a .local name reaches the other side byte for byte, in ICE and in SDP, also after a reconnect", () =>
  withEndpoint(async ({ join, open, room, token }) => {
    await room("r");
    const alice = await join("alice", "r");
    const bob = await join("bob", "r", "link");
    await alice.client.next("update");
    alice.client.say({
      type: "update",
      session: alice.connected["session"],
      peer_connections: [{ id: "link", description: answer(1, sdp), ice }],
    });
    const relayed = { id: "link", description: answer(1, sdp), ice };
    const heard = await bob.client.next("update");
    expect(heard["peer_connections"]).toEqual([relayed]);

    // Bob's socket drops; after his return he receives the same.
    bob.client.socket.close();
    await bob.client.end();
    const again = await open();
    again.hello({
      type: "sync",
      version: 2,
      token: await token("bob", "r"),
      session: bob.connected["session"],
      participant: { revision: 2, tracks: [] },
      peer_connections: [{ id: "link", description: offer(1) }],
    });
    const synced = await again.next("synced");
    expect(synced["peer_connections"]).toEqual([relayed]);
  }));
