import { expect } from "expect";
import { createRoomsNetwork } from "@/lib/adapters/kv/rooms_network.ts";
import { createRoomsStore } from "@/lib/adapters/kv/rooms_state.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import type {
  NetworkHandlers,
  NetworkMessage,
  RoomsNetwork,
} from "@/lib/rooms/mod.ts";
import { withKv } from "../_support/with_kv.ts";
import { memoryStore } from "./_memory_store.ts";
import { answer, participant, withEndpoint } from "./_client.ts";

const quiet: NetworkHandlers = { message() {}, lapsed() {} };

/** Two processes' views of one store, with a clock that the test moves. */
async function withTwo(
  body: (
    a: RoomsNetwork,
    b: RoomsNetwork,
    clock: { ms: number },
  ) => Promise<void>,
) {
  await withKv(async (kv, path) => {
    const other = await Deno.openKv(path);
    const time = { ms: 1_000_000 };
    const clock = { now: () => time.ms };
    const a = createRoomsNetwork({
      store: new Store(kv),
      clock,
      leaseMs: 60_000,
    });
    const b = createRoomsNetwork({
      store: new Store(other),
      clock,
      leaseMs: 60_000,
    });
    try {
      await body(a, b, time);
    } finally {
      await Promise.all([a.close(), b.close()]);
      other.close();
    }
  });
}

Deno.test("of two processes that claim a room at once, one has it, and both know which", () =>
  withTwo(async (a, b) => {
    await Promise.all([a.start(quiet), b.start(quiet)]);
    for (let i = 0; i < 20; i++) {
      const owners = await Promise.all([
        a.owner(`room-${i}`),
        b.owner(`room-${i}`),
      ]);
      expect(owners[0]).toBe(owners[1]);
      expect([a.self, b.self]).toContain(owners[0]);
    }
  }));

Deno.test("a room is taken over from an owner who has been silent for too long", () =>
  withTwo(async (a, b, clock) => {
    await a.start(quiet);
    expect(await a.owner("r")).toBe(a.self);
    clock.ms += 59_999;
    await b.start(quiet);
    expect(await b.owner("r")).toBe(a.self);
    clock.ms += 1;
    expect(await b.alive(a.self)).toBe(false);
    expect(await b.owner("r")).toBe(b.self);
    expect(await a.owner("r")).toBe(b.self);
  }));

Deno.test("a goodbye frees the room at once", () =>
  withTwo(async (a, b) => {
    await a.start(quiet);
    await b.start(quiet);
    await a.owner("r");
    await a.close();
    expect(await b.owner("r")).toBe(b.self);
  }));

Deno.test("letters arrive whole and in order, however many and however long", () =>
  withTwo(async (a, b) => {
    const heard: NetworkMessage[] = [];
    await a.start(quiet);
    const noise = Array.from({ length: 10_000 }, () => crypto.randomUUID())
      .join("");
    const sent: NetworkMessage[] = [];
    for (let i = 0; i < 300; i++) {
      const data = i % 100 === 50 ? noise : `message ${i}`;
      sent.push({ type: "up", socket: "s", data });
    }
    const all = new Promise<void>((done) => {
      b.start({
        message(from, message) {
          expect(from).toBe(a.self);
          if (heard.push(message) === sent.length) done();
        },
        lapsed() {},
      });
    });
    for (const [index, message] of sent.entries()) {
      a.post(b.self, message);
      // Some together, some apart.
      if (index % 40 === 0) await new Promise((later) => setTimeout(later, 5));
    }
    await all;
    expect(heard).toEqual(sent);
  }));

/** A network of one process, in which the test speaks for all others. */
function puppet() {
  let handlers: NetworkHandlers = quiet;
  const posted: [string, NetworkMessage][] = [];
  const owners = new Map<string, string>();
  const dead = new Set<string>();
  const network: RoomsNetwork = {
    self: "here",
    owner: (room) => Promise.resolve(owners.get(room) ?? "here"),
    alive: (process) => Promise.resolve(!dead.has(process)),
    post: (to, message) => void posted.push([to, message]),
    start(given) {
      handlers = given;
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
  return { network, posted, owners, dead, handlers: () => handlers };
}

Deno.test("a process that lost its rooms sends its clients away, and writes nothing more", async () => {
  const store = memoryStore();
  const { network, handlers } = puppet();
  await withEndpoint(async ({ room, join, rooms }) => {
    await room("r");
    const { client, connected } = await join("alice", "r");
    client.say({
      type: "update",
      session: connected["session"],
      participant: participant(2, []),
    });
    await client.next("update");
    // What the new owner wrote in the meantime.
    const [key] = store.values.keys();
    store.values.set(key!, new Uint8Array([42]));
    handlers().lapsed();
    expect(await client.end()).toEqual({ code: 1001 });
    await rooms.close();
    expect(store.values.get(key!)).toEqual(new Uint8Array([42]));
  }, { store, network });
});

Deno.test("a client whose room is elsewhere is passed on word for word, both ways", async () => {
  const { network, posted, owners, handlers } = puppet();
  await withEndpoint(async ({ open, token }) => {
    owners.set("r", "there");
    const client = await open();
    const body = { type: "ice", token: await token("alice", "r") };
    client.hello(body);
    while (posted.length < 2) {
      await new Promise((later) => setTimeout(later, 1));
    }
    const [[to, opened], [, up]] = posted as [
      [string, NetworkMessage],
      [string, NetworkMessage],
    ];
    expect(to).toBe("there");
    expect(opened.type).toBe("open");
    if (opened.type !== "open" || up.type !== "up") {
      throw new Error("not passed on");
    }
    expect(JSON.parse(up.data)).toMatchObject({ type: "hello", body });

    const { socket } = opened;
    handlers().message("there", {
      type: "down",
      socket,
      data: '{"type":"heartbeat"}',
    });
    await client.frame("heartbeat");
    handlers().message("there", {
      type: "shut",
      socket,
      code: 1001,
      reason: "",
    });
    expect(await client.end()).toEqual({ code: 1001 });
  }, { store: memoryStore(), network });
});

Deno.test("when the owner of a room dies, its clients elsewhere are sent to look for the next one", async () => {
  const { network, posted, owners, dead } = puppet();
  await withEndpoint(async ({ open, room, token }) => {
    await room("r");
    owners.set("r", "there");
    const client = await open();
    const body = { type: "ice", token: await token("alice", "r") };
    client.hello(body);
    while (posted.length < 2) {
      await new Promise((later) => setTimeout(later, 1));
    }
    dead.add("there");
    expect(await client.end()).toEqual({ code: 1001 });
    owners.delete("r");
    const again = await open();
    again.hello(body);
    await again.next("iced");
  }, { store: memoryStore(), network });
});

Deno.test("another process cannot speak through a socket that is not its own", async () => {
  const { network, posted, handlers } = puppet();
  await withEndpoint(async ({ room, token }) => {
    await room("r");
    const hello = (token: string) =>
      JSON.stringify({
        type: "hello",
        version: 2,
        body: { type: "ice", token },
      });
    const up = (from: string, data: string) =>
      handlers().message(from, { type: "up", socket: "s", data });
    handlers().message("there", { type: "open", socket: "s" });
    up("elsewhere", hello("forged"));
    handlers().message("elsewhere", { type: "gone", socket: "s" });
    up("there", hello(await token("alice", "r")));
    while (posted.length < 2) {
      await new Promise((later) => setTimeout(later, 1));
    }
    const [, [to, iced]] = posted as [unknown, [string, NetworkMessage]];
    expect(to).toBe("there");
    expect(iced).toMatchObject({
      type: "down",
      data: expect.stringContaining('"iced"'),
    });
  }, { store: memoryStore(), network });
});

Deno.test("with a network, a client without a good token is refused where it is", async () => {
  const { network, posted } = puppet();
  await withEndpoint(async ({ open }) => {
    const forged = await open();
    forged.hello({ type: "ice", token: "forged" });
    expect(await forged.refusal()).toBe(20101);
    const early = await open();
    early.say({ type: "ice" });
    await early.frame("bad");
    const long = await open();
    long.raw("x".repeat(3000));
    expect((await long.end()).code).toBe(1009);
    const silent = await open();
    expect((await silent.end()).code).toBe(1002);
    expect(posted).toEqual([]);
  }, {
    store: memoryStore(),
    network,
    limits: { messageLength: 2000, helloWithin: 200 },
  });
});

Deno.test("a call works the same with a network as without", async () => {
  await withKv(async (kv) => {
    const store = new Store(kv);
    const clock = { now: () => Date.now() };
    await withEndpoint(async ({ room, join }) => {
      await room("r");
      const alice = await join("alice", "r");
      const bob = await join("bob", "r", "link");
      await alice.client.next("update");
      alice.client.say({
        type: "update",
        session: alice.connected["session"],
        participant: participant(1, ["audio"]),
        peer_connections: [{ id: "link", description: answer(1) }],
      });
      expect(await bob.client.next("update")).toMatchObject({
        peer_connections: [{ id: "link", description: answer(1) }],
      });
    }, {
      store: createRoomsStore(store),
      network: createRoomsNetwork({ store, clock }),
    });
  });
});
