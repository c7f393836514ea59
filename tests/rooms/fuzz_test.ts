import { expect } from "expect";
import fc from "fast-check";
import {
  answer,
  type Client,
  connectBody,
  offer,
  participant,
  withEndpoint,
} from "./_client.ts";

/** What an attacker may know: a valid token, ids of the call, and its own session. */
interface Known {
  token: string;
  link: string;
  session: string;
}

const ANYTHING = fc.jsonValue({ maxDepth: 3 });
const hostile = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    -1,
    1.5,
    1e308,
    "",
    "x".repeat(5000),
    [],
    {},
    "__proto__",
  ),
  ANYTHING,
);

/** A nearly valid message: one of ours with one field made hostile. */
function nearly(known: Known): fc.Arbitrary<unknown> {
  const { token, link, session } = known;
  const good = fc.constantFrom<Record<string, unknown>>(
    { type: "ice", version: 1, token },
    connectBody(token, link),
    { ...connectBody(token, link), type: "sync", session },
    {
      type: "update",
      session,
      participant: participant(7, ["audio"]),
      peer_connections: [{ id: link, description: answer(1) }],
    },
    {
      type: "update",
      session,
      peer_connections: [{ id: link, description: offer(9) }],
    },
    {
      type: "update",
      session,
      peer_connections: [{
        id: link,
        description: { type: "close", revision: 1 },
      }],
    },
    {
      type: "update",
      session,
      peer_connections: [{
        id: link,
        ice: { ufrag: "u", revision: 1, candidates: [] },
      }],
    },
    { type: "disconnect", session },
  );
  const field = fc.constantFrom(
    "type",
    "token",
    "session",
    "participant",
    "peer_connections",
    "name",
    "subscribe",
  );
  return fc.oneof(
    good,
    fc.tuple(good, field, hostile).map(([body, name, value]) => ({
      ...body,
      [name]: value,
    })),
    ANYTHING,
  );
}

/** Frames: mostly messages, sometimes invalid frames. */
function frames(known: Known): fc.Arbitrary<string | Uint8Array<ArrayBuffer>> {
  const body = nearly(known);
  return fc.oneof(
    {
      weight: 6,
      arbitrary: body.map((body) => JSON.stringify({ type: "msg", body })),
    },
    {
      weight: 3,
      arbitrary: fc.tuple(body, hostile).map(([body, timeout]) =>
        JSON.stringify({ type: "hello", version: 2, timeout, body })
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('{"type":"heartbeat"}', '{"type":"bye"}'),
    },
    { weight: 1, arbitrary: fc.string() },
    // Truncated.
    {
      weight: 1,
      arbitrary: body.map((body) =>
        JSON.stringify({ type: "msg", body }).slice(0, -3)
      ),
    },
    {
      weight: 1,
      arbitrary: fc.uint8Array({ maxLength: 50 }).map((bytes) =>
        new Uint8Array(bytes)
      ),
    },
  );
}

async function ended(client: Client): Promise<void> {
  client.socket.close();
  await client.end();
}

Deno.test("whatever strangers send, a call continues undisturbed and nothing secret is logged", () =>
  withEndpoint(async ({ room, join, open, token, rooms, logged }) => {
    await room("call");
    await room("elsewhere");
    const alice = await join("alice", "call");
    const bob = await join("bob", "call", "link");
    await alice.client.next("update");
    const known: Known = {
      // Valid for another room: a client admitted to this one may of course
      // send.
      token: await token("mallory", "elsewhere"),
      link: "link",
      session: String(bob.connected["session"]),
    };

    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(frames(known), { minLength: 1, maxLength: 12 }),
        async (greets, sequence) => {
          const stranger = await open();
          if (greets) stranger.hello();
          for (const frame of sequence) stranger.raw(frame);
          await ended(stranger);
          for (const body of stranger.bodies) {
            expect(["iced", "connected", "error", "update"]).toContain(
              body["type"],
            );
            expect(JSON.stringify(body)).not.toContain("alice");
          }
        },
      ),
      { numRuns: 150 },
    );

    // Alice answers Bob's first offer as usual, and he receives messages about
    // her alone.
    alice.client.say({
      type: "update",
      session: alice.connected["session"],
      participant: participant(1, ["audio"]),
      peer_connections: [{ id: "link", description: answer(1) }],
    });
    expect(await bob.client.next("update")).toMatchObject({
      peer_connections: [{ id: "link", description: answer(1) }],
    });
    expect(alice.client.bodies).toEqual([]);
    expect(bob.client.bodies).toEqual([]);
    expect(rooms.stats().rooms).toBe(2);

    const log = logged.join("\n");
    expect(log).not.toContain("rooms.failed");
    for (const secret of [known.token, known.session, "v=0"]) {
      expect(log).not.toContain(secret);
    }
  }));

Deno.test("a guest who is let in and then sends invalid messages harms only himself", () =>
  withEndpoint(async ({ room, join, token, rooms, logged }) => {
    await room("call");
    const alice = await join("alice", "call");
    const bob = await join("bob", "call", "link");
    await alice.client.next("update");

    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), async (stream) => {
        const mallory = await join("mallory", "call");
        const known: Known = {
          token: await token("mallory", "call"),
          link: "link",
          session: String(mallory.connected["session"]),
        };
        const seed = stream.next().value as number;
        for (const frame of fc.sample(frames(known), { numRuns: 12, seed })) {
          mallory.client.raw(frame);
        }
        await ended(mallory.client);
      }),
      { numRuns: 60 },
    );

    alice.client.say({
      type: "update",
      session: alice.connected["session"],
      participant: participant(1, ["audio"]),
      peer_connections: [{ id: "link", description: answer(1) }],
    });
    for (;;) {
      const update = await bob.client.next("update");
      const links = (update["peer_connections"] ?? []) as { id: string }[];
      const own = links.find(({ id }) => id === "link");
      if (!own) continue;
      expect(own).toMatchObject({ description: answer(1) });
      break;
    }
    expect(bob.client.closed).toBeNull();
    expect(alice.client.closed).toBeNull();
    expect(rooms.stats().rooms).toBe(1);
    expect(logged.join("\n")).not.toContain("rooms.failed");
  }));
