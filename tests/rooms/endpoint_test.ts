import { expect } from "expect";
import {
  answer,
  connectBody,
  offer,
  participant,
  withEndpoint,
} from "./_client.ts";

Deno.test("an ordinary request is asked to upgrade", () =>
  withEndpoint(async ({ rooms }) => {
    const response = rooms.accept(new Request("http://localhost/rooms"));
    expect(response.status).toBe(426);
    expect(response.headers.get("upgrade")).toBe("websocket");
    await response.body?.cancel();
  }));

Deno.test("a full server and a closing one answer 503", () =>
  withEndpoint(async ({ rooms, open }) => {
    await open();
    const upgrade = () =>
      rooms.accept(
        new Request("http://localhost/rooms", {
          headers: { upgrade: "websocket" },
        }),
      );
    expect(upgrade().status).toBe(503);
    await rooms.close();
    expect(upgrade().status).toBe(503);
  }, { limits: { sockets: 1 } }));

Deno.test("welcome comes first, heartbeats are returned, and bye closes", () =>
  withEndpoint(async ({ open }) => {
    const client = await open();
    client.hello();
    expect(await client.frame("welcome")).toEqual({
      type: "welcome",
      negotiatedTimeout: 5000,
    });
    client.raw('{"type":"heartbeat"}');
    await client.frame("heartbeat");
    client.raw('{"type":"bye"}');
    expect(await client.end()).toEqual({ code: 1000 });
  }));

Deno.test("a message before hello is refused without details", () =>
  withEndpoint(async ({ open, room, token }) => {
    await room("r");
    const client = await open();
    client.say(connectBody(await token("alice", "r"), "l"));
    expect(await client.frame("bad")).toMatchObject({ type: "bad" });
    await client.end();
    expect(client.bodies).toEqual([]);
  }));

Deno.test("invalid, binary and oversized frames end the connection with 53004", () =>
  withEndpoint(async ({ open }) => {
    const frames = [
      "",
      "junk",
      "[]",
      "null",
      '{"type":"nonsense"}',
      "x".repeat(3000),
    ];
    for (const frame of [...frames, new Uint8Array([1, 2, 3])]) {
      const client = await open();
      client.hello();
      await client.frame("welcome");
      client.raw(frame);
      expect(await client.refusal()).toBe(53004);
      await client.end();
    }
  }, { limits: { messageLength: 2000 } }));

Deno.test("a flood of frames is cut off with 53006", () =>
  withEndpoint(async ({ open }) => {
    const client = await open();
    client.hello();
    for (let i = 0; i < 50; i++) client.raw('{"type":"heartbeat"}');
    expect(await client.refusal()).toBe(53006);
    await client.end();
  }, { limits: { burst: 20, framesPerSecond: 1 } }));

Deno.test("a flooding client receives the reason and a proper close, however much was still in flight", () =>
  withEndpoint(async ({ join, room, rooms, logged }) => {
    await room("r");
    for (const flood of [500, 5000]) {
      const { client } = await join("alice", "r");
      for (let i = 0; i < flood; i++) client.raw('{"type":"heartbeat"}');
      expect(await client.refusal()).toBe(53006);
      expect(await client.end()).toEqual({ code: 1008 });
      expect(rooms.stats().participants).toBe(0);
    }
    expect(logged.filter((line) => line.startsWith("rooms.refused")))
      .toHaveLength(2);
  }));

Deno.test("a flood before hello receives the reason as well", () =>
  withEndpoint(async ({ open }) => {
    const client = await open();
    for (let i = 0; i < 500; i++) client.raw('{"type":"heartbeat"}');
    expect(await client.frame("bad")).toMatchObject({
      reason: "too many frames",
    });
    expect(await client.end()).toEqual({ code: 1008 });
  }));

Deno.test("an address has a limited number of sockets; another address has its own limit, and a closed socket is free again", () =>
  withEndpoint(async ({ rooms, logged }) => {
    const server = Deno.serve(
      { port: 0, hostname: "127.0.0.1", onListen() {} },
      (req) => rooms.accept(req, new URL(req.url).pathname.slice(1)),
    );
    const base = `127.0.0.1:${server.addr.port}`;
    const open = async (peer: string) => {
      const socket = new WebSocket(`ws://${base}/${peer}`);
      const closed = new Promise<void>((done) => socket.onclose = () => done());
      await new Promise<unknown>((done) => {
        socket.onopen = done;
        socket.onerror = done;
      });
      return { socket, closed };
    };
    const refused = async (peer: string) => {
      const response = rooms.accept(
        new Request(`http://${base}/${peer}`, {
          headers: { upgrade: "websocket" },
        }),
        peer,
      );
      expect(response.headers.get("retry-after")).toBe("60");
      expect(await response.text()).toContain("Try again in a minute");
      return response.status;
    };
    const held = [await open("10.0.0.1"), await open("10.0.0.1")];
    expect(await refused("10.0.0.1")).toBe(429);
    held.push(await open("10.0.0.2"));
    expect(held.map(({ socket }) => socket.readyState)).toEqual([1, 1, 1]);
    const third = await open("10.0.0.1");
    expect(third.socket.readyState).not.toBe(WebSocket.OPEN);
    expect(logged.join()).not.toContain("10.0.0.1");

    held[0]!.socket.close();
    await held[0]!.closed;
    const again = await open("10.0.0.1");
    expect(again.socket.readyState).toBe(WebSocket.OPEN);
    for (const { socket, closed } of [...held, again]) {
      socket.close();
      await closed;
    }
    await server.shutdown();
  }, { limits: { socketsPerAddress: 2 } }));

Deno.test("an invalid handshake does not count towards its address's limit", () =>
  withEndpoint(({ rooms }) => {
    const half = () =>
      rooms.accept(
        new Request("http://localhost/rooms", {
          headers: { upgrade: "websocket" },
        }),
        "10.0.0.1",
      );
    for (let i = 0; i < 3; i++) expect(half).toThrow(TypeError);
    return Promise.resolve();
  }, { limits: { socketsPerAddress: 1 } }));

Deno.test("a socket that never says hello is closed", () =>
  withEndpoint(async ({ open }) => {
    const client = await open();
    expect(await client.end()).toEqual({ code: 1002 });
  }, { limits: { helloWithin: 10 } }));

Deno.test("ICE servers are given to clients with a token, under their own name", () =>
  withEndpoint(async ({ open, room, token }) => {
    await room("r");
    const client = await open();
    client.hello({ type: "ice", version: 1, token: await token("alice", "r") });
    expect((await client.next("iced"))["ice_servers"]).toEqual([
      { urls: "turn:t.example", username: "alice", credential: "c" },
    ]);
    const stranger = await open();
    stranger.hello({ type: "ice", version: 1, token: "none" });
    expect(await stranger.refusal()).toBe(20101);
  }, {
    iceServers: (
      identity,
    ) => [{ urls: "turn:t.example", username: identity, credential: "c" }],
  }));

Deno.test("the first participant's spare peer connection is closed; the second one's offer is forwarded", () =>
  withEndpoint(async ({ join, room }) => {
    const sid = await room("r");
    const alice = await join("alice", "r", "spare");
    expect(alice.connected).toMatchObject({
      sid,
      name: "r",
      participant: { identity: "alice" },
      participants: [],
      peer_connections: [{ id: "spare", description: { type: "close" } }],
      published: { tracks: [{ id: "audio", state: "ready" }] },
      options: { session_timeout: 30 },
    });
    const bob = await join("bob", "r", "link");
    expect(bob.connected["participants"]).toMatchObject([{
      identity: "alice",
      state: "connected",
    }]);
    const update = await alice.client.next("update");
    expect(update).toMatchObject({
      participants: [{
        identity: "bob",
        tracks: [{ kind: "audio", enabled: true }],
      }],
      peer_connections: [{ id: "link", description: offer(1) }],
      subscribed: { tracks: [{ id: "audio" }] },
    });
  }));

Deno.test("the third participant is asked to make an offer for each further person", () =>
  withEndpoint(async ({ join, room }) => {
    await room("r");
    await join("alice", "r");
    await join("bob", "r");
    const { connected } = await join("carol", "r", "mine");
    const links = connected["peer_connections"] as {
      id: string;
      description: { type: string };
    }[];
    expect(links.map(({ description }) => description.type)).toEqual([
      "create-offer",
    ]);
    expect(links[0]!.id).not.toBe("mine");
    expect(connected["participants"]).toHaveLength(2);
  }));

Deno.test("the participant whose video others wait for makes the offer, no matter who came first", () =>
  withEndpoint(async ({ join, room }) => {
    for (const name of ["r", "s"]) await room(name);
    const artist = await join("x:artist", "r", "spare");
    const client = await join("x:client", "r", "mine");
    expect(client.connected["peer_connections"]).toMatchObject([
      { id: "mine", description: { type: "close" } },
    ]);
    const told = await artist.client.next("update");
    expect(told["peer_connections"]).toMatchObject([
      {
        id: expect.not.stringMatching("mine"),
        description: { type: "create-offer" },
      },
    ]);
    const [{ id }] = told["peer_connections"] as [{ id: string }];
    // The SDK offers with the revision after the one that it received.
    artist.client.say({
      type: "update",
      session: artist.connected["session"],
      peer_connections: [{ id, description: offer(2) }],
    });
    expect(await client.client.next("update")).toMatchObject({
      peer_connections: [{ id, description: offer(2) }],
    });
    client.client.say({
      type: "update",
      session: client.connected["session"],
      peer_connections: [{ id, description: answer(2) }],
    });
    expect(await artist.client.next("update")).toMatchObject({
      peer_connections: [{ id, description: answer(2) }],
    });

    const early = await join("y:client", "s", "spare");
    await join("y:artist", "s", "link");
    expect(await early.client.next("update")).toMatchObject({
      peer_connections: [{ id: "link", description: offer(1) }],
    });
  }, { offersFirst: (identity) => identity.endsWith(":artist") }));

Deno.test("an artist who was asked to offer while disconnected is asked again", () =>
  withEndpoint(async ({ join, open, room, token }) => {
    await room("r");
    const artist = await join("x:artist", "r", "spare");
    artist.client.socket.close();
    const client = await join("x:client", "r", "mine");
    const again = await open();
    again.hello({
      ...connectBody(await token("x:artist", "r"), "spare"),
      type: "sync",
      session: artist.connected["session"],
    });
    const synced = await again.next("synced");
    expect(synced["peer_connections"]).toMatchObject([
      { description: { type: "create-offer", revision: 1 } },
    ]);
    expect(client.connected["participants"]).toHaveLength(1);
  }, { offersFirst: (identity) => identity.endsWith(":artist") }));

Deno.test("someone else's session, and messages about someone else's peer connection, change nothing", () =>
  withEndpoint(async ({ join, open, room, token }) => {
    await room("r");
    const alice = await join("alice", "r");
    const bob = await join("bob", "r", "link");
    await alice.client.next("update");
    const mallory = await join("mallory", "r");
    await alice.client.next("update");
    await bob.client.next("update");

    // With his own session he may send, but not about someone else's peer
    // connection.
    mallory.client.say({
      type: "update",
      session: mallory.connected["session"],
      participant: participant(2, ["audio"]),
      peer_connections: [
        { id: "link", description: answer(1, "forged") },
        { id: "link", description: { type: "close", revision: 9 } },
      ],
    });
    // A session of another socket is refused, even if it is real.
    mallory.client.say({
      type: "update",
      session: bob.connected["session"],
      participant: participant(99, []),
    });
    expect(await mallory.client.refusal()).toBe(53204);
    await alice.client.next("update");

    const thief = await open();
    thief.hello({
      ...connectBody(await token("mallory", "r"), "x"),
      type: "sync",
      session: bob.connected["session"],
    });
    expect(await thief.refusal()).toBe(53204);

    alice.client.say({
      type: "update",
      session: alice.connected["session"],
      participant: participant(1, ["audio"]),
      peer_connections: [{ id: "link", description: answer(1) }],
    });
    // Bob received Mallory's leave, then Alice's answer: his call is
    // undisturbed.
    const heard = [
      await bob.client.next("update"),
      await bob.client.next("update"),
    ];
    expect(heard[1]).toMatchObject({
      peer_connections: [{ id: "link", description: answer(1) }],
    });
    expect(JSON.stringify(heard)).not.toContain("forged");
  }));

Deno.test("a token for another room opens nothing but that room", () =>
  withEndpoint(async ({ open, room, token }) => {
    await room("mine");
    await room("theirs");
    const client = await open();
    client.hello({
      ...connectBody(await token("alice", "mine"), "l"),
      name: "theirs",
    });
    expect(await client.refusal()).toBe(20106);
  }));

Deno.test("messages of one socket are handled in order, however long one takes", () =>
  withEndpoint(async ({ open, room, token }) => {
    await room("r");
    const client = await open();
    // Verifying the token is slow; later messages must not overtake it.
    client.hello();
    client.say(connectBody(await token("alice", "r"), "l"));
    client.say({ type: "nonsense" });
    expect((await client.next("connected"))["name"]).toBe("r");
    expect(await client.refusal()).toBe(53004);
  }));

Deno.test("a second connect on the same socket is refused", () =>
  withEndpoint(async ({ join, room, token, rooms }) => {
    await room("r");
    const { client } = await join("alice", "r");
    client.say(connectBody(await token("alice-2", "r"), "l"));
    expect(await client.refusal()).toBe(53004);
    await client.end();
    expect(rooms.stats().participants).toBe(0);
  }));

Deno.test("a repeated hello changes nothing", () =>
  withEndpoint(async ({ open, room, token, rooms }) => {
    await room("r");
    const client = await open();
    const body = connectBody(await token("alice", "r"), "l");
    client.hello(body);
    client.hello(body);
    await client.next("connected");
    client.raw('{"type":"heartbeat"}');
    await client.frame("heartbeat");
    expect(client.bodies).toEqual([]);
    expect(rooms.stats().participants).toBe(1);
  }));

Deno.test("on shutdown sockets close with 1001, so that clients reconnect, never with 1000", () =>
  withEndpoint(async ({ join, room, rooms }) => {
    await room("r");
    const { client } = await join("alice", "r");
    await rooms.close();
    expect(await client.end()).toEqual({ code: 1001 });
  }));
