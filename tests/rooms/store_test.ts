import { expect } from "expect";
import { newRoom } from "@/lib/rooms/room.ts";
import { pack, RoomPersistence, unpack } from "@/lib/rooms/store.ts";
import { memoryStore } from "./_memory_store.ts";
import { answer, participant, withEndpoint } from "./_client.ts";

const room = () =>
  newRoom({
    uniqueName: "r",
    type: "group",
    maxParticipants: 2,
    emptyRoomTimeout: 5,
    unusedRoomTimeout: 5,
    maxParticipantDuration: 600,
    statusCallback: null,
  }, 0);

Deno.test("a stored room is restored unchanged; a damaged or foreign one is not", async () => {
  const before = room();
  const value = await pack(before);
  expect(await unpack(value)).toEqual(before);
  for (
    const damaged of [
      value.slice(0, 20),
      new Uint8Array(),
      new Uint8Array([1, 2, 3]),
    ]
  ) {
    expect(await unpack(damaged)).toBeNull();
  }
});

Deno.test("a burst of changes is one write, and the last one wins", async () => {
  const store = memoryStore();
  let writes = 0;
  const counted = {
    ...store,
    put: (k: string, v: Uint8Array) => (writes++, store.put(k, v)),
  };
  const persistence = new RoomPersistence(counted, () => {}, { delayMs: 1000 });
  const changing = room();
  for (let i = 1; i <= 100; i++) {
    changing.sequence = i;
    persistence.changed(changing);
  }
  await persistence.flush();
  expect(writes).toBe(1);
  expect((await persistence.load())[0]).toMatchObject({
    sid: changing.sid,
    sequence: 100,
  });
});

Deno.test("a store that fails is logged and does not stop the calls", async () => {
  const logged: string[] = [];
  const broken = {
    ...memoryStore(),
    put: () => Promise.reject(new Error("disk full")),
  };
  const persistence = new RoomPersistence(
    broken,
    (event) => void logged.push(event),
    { delayMs: 0 },
  );
  persistence.changed(room());
  await persistence.flush();
  expect(logged).toEqual(["rooms.store_failed"]);
});

Deno.test("a store that cannot be read at the start does not stop new calls", () =>
  withEndpoint(async ({ room, join, logged }) => {
    await room("r");
    expect((await join("alice", "r")).connected["name"]).toBe("r");
    expect(logged.join()).toContain("rooms.restore_failed");
  }, {
    store: { ...memoryStore(), keys: () => Promise.reject(new Error("down")) },
  }));

Deno.test("after a restart a client resumes its session and receives what it missed", async () => {
  const store = memoryStore();
  const resumed: Record<string, unknown>[] = [];
  let sessions: unknown[] = [];
  await withEndpoint(async ({ room, join }) => {
    await room("r");
    const alice = await join("alice", "r");
    const bob = await join("bob", "r", "link");
    alice.client.say({
      type: "update",
      session: alice.connected["session"],
      participant: participant(1, ["audio"]),
      peer_connections: [{ id: "link", description: answer(1) }],
    });
    await bob.client.next("update");
    sessions = [alice.connected["session"], bob.connected["session"]];
  }, { store });

  await withEndpoint(async ({ open, token, rooms }) => {
    for (const [index, identity] of ["alice", "bob"].entries()) {
      const client = await open();
      client.hello({
        type: "sync",
        version: 2,
        name: null,
        session: sessions[index],
        token: await token(identity, "r"),
        participant: participant(2, ["audio"]),
        peer_connections: [],
      });
      resumed.push(await client.next("synced"));
    }
    expect(rooms.stats()).toMatchObject({ rooms: 1, participants: 2 });
  }, { store });

  expect(resumed[1]).toMatchObject({
    participants: [{ identity: "alice", state: "connected" }],
    peer_connections: [{ id: "link", description: answer(1) }],
  });
});

Deno.test("a call of two with long SDPs fits into one value of Deno KV", async () => {
  const store = memoryStore();
  // 20 kB of text that compresses no better than an SDP.
  const sdp = () =>
    Array.from({ length: 400 }, () => `a=x:${crypto.randomUUID()}\r\n`).join(
      "",
    );
  await withEndpoint(async ({ room, join }) => {
    await room("r");
    const alice = await join("alice", "r");
    const bob = await join("bob", "r", "link");
    alice.client.say({
      type: "update",
      session: alice.connected["session"],
      participant: participant(1, ["audio"]),
      peer_connections: [{ id: "link", description: answer(1, sdp()) }],
    });
    await bob.client.next("update");
    bob.client.say({
      type: "update",
      session: bob.connected["session"],
      participant: participant(1, ["audio"]),
      peer_connections: [{
        id: "link",
        description: { type: "offer", revision: 2, sdp: sdp() },
      }],
    });
    // About his arrival, and about his offer.
    await alice.client.next("update");
    await alice.client.next("update");
  }, { store });
  const [value] = store.values.values();
  expect(value!.length).toBeGreaterThan(15_000);
  expect(value!.length).toBeLessThan(60_000);
});
