/** A mail is written with the state that causes it, and then sent: once, whatever dies in between. */
import { expect } from "expect";
import { createOutbox, MAX_ATTEMPTS } from "@/lib/adapters/kv/outbox.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import { MINUTE, SECOND } from "@/lib/domain/instant.ts";
import type { Deps, Intent, OutboxRow, Postman } from "@/lib/ports.ts";
import { deliver, deliverDue } from "@/lib/usecases/deliver_outbox.ts";
import { CollectingPostman } from "../_support/a_postman.ts";
import { FakeClock } from "../_support/fake_clock.ts";
import { losingAnswers } from "../_support/faulty_kv.ts";
import { withKv } from "../_support/with_kv.ts";

const LEASE = 30 * SECOND;

const anIntent = (id = "intent-1"): Intent => ({
  id,
  mail: {
    kind: "sign_in",
    to: "ines@studio.example",
    secret: "s",
    code: "123456",
    expiresAt: 0,
  },
});

/** An outbox with the given intents, as the write that caused them has left it. */
async function anOutbox(kv: Deno.Kv, intents = [anIntent()]) {
  for (const intent of intents) {
    const row: OutboxRow = { intent, attempts: 0, nextAttemptAt: 0 };
    await kv.set(keys.outbox(intent.id), row);
  }
  const clock = new FakeClock();
  const postman = new CollectingPostman();
  const deps = {
    clock,
    postman: postman as Postman,
    outbox: createOutbox(new Store(kv)),
    log: () => {},
  };
  const left = async (where: "outbox" | "dead_letters") =>
    (await Array.fromAsync(kv.list<OutboxRow>({ prefix: [where] })))
      .map((entry) => entry.value);
  return { clock, postman, deps, left };
}

/** A postman who stands still until the test lets them go. */
function slow(postman: Postman) {
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  return {
    begun: begun.promise,
    letGo: gate.resolve,
    postman: {
      async deliver(intent: Intent) {
        begun.resolve();
        await gate.promise;
        await postman.deliver(intent);
      },
    },
  };
}

const failing: Postman = {
  deliver: () => Promise.reject(new Error("no answer from the mail account")),
};

type Fault = Partial<Pick<Deps, "postman" | "outbox">>;

Deno.test("what was just written is sent at once and is gone from the outbox", async () => {
  await withKv(async (kv) => {
    const { deps, postman, left } = await anOutbox(kv);
    await deliver(deps, [anIntent()]);
    expect(postman.intents).toEqual([anIntent()]);
    expect(await left("outbox")).toEqual([]);
    expect(await deliverDue(deps)).toBe(0);
  });
});

Deno.test("ten sweeps at one moment send once", async () => {
  await withKv(async (kv) => {
    const { deps, postman } = await anOutbox(kv);
    const sent = await Promise.all(
      Array.from({ length: 10 }, () => deliverDue(deps)),
    );
    expect(sent.reduce((a, b) => a + b)).toBe(1);
    expect(postman.intents.length).toBe(1);
  });
});

Deno.test("whoever wrote the mail does not send it again while a sweep is sending it", async () => {
  await withKv(async (kv) => {
    const { deps, postman } = await anOutbox(kv);
    const held = slow(postman);
    const sweeping = deliverDue({ ...deps, postman: held.postman });
    await held.begun;
    await deliver(deps, [anIntent()]);
    expect(postman.intents).toEqual([]);
    held.letGo();
    expect(await sweeping).toBe(1);
    expect(postman.intents.length).toBe(1);
  });
});

Deno.test("a sender who dies holding the row is followed by another, once the lease is over", async () => {
  await withKv(async (kv) => {
    const { deps, postman, clock } = await anOutbox(kv);
    const dead = slow(postman);
    const dying = deliverDue({ ...deps, postman: dead.postman });
    await dead.begun;
    clock.advance(LEASE - 1);
    expect(await deliverDue(deps)).toBe(0);
    clock.advance(1);
    expect(await deliverDue(deps)).toBe(1);
    expect(postman.intents.length).toBe(1);
    // The dead one wakes: the same id, which the mail account takes once.
    dead.letGo();
    await dying;
    expect(new Set(postman.intents.map((one) => one.id)).size).toBe(1);
  });
});

const CRASHES: readonly [
  name: string,
  fault: (deps: Pick<Deps, "postman" | "outbox">) => Fault,
][] = [
  ["before it takes the row", ({ outbox }) => ({
    outbox: { ...outbox, lease: () => Promise.reject(new Error("crash")) },
  })],
  ["after it has taken the row", ({ outbox }) => ({
    outbox: {
      ...outbox,
      async lease(row, until) {
        await outbox.lease(row, until);
        throw new Error("crash");
      },
    },
  })],
  ["while it sends", () => ({ postman: failing })],
  ["after it has sent", ({ outbox, postman }) => ({
    postman: {
      async deliver(intent) {
        await postman.deliver(intent);
        throw new Error("crash");
      },
    },
    outbox: { ...outbox, retry: () => Promise.reject(new Error("crash")) },
  })],
  ["before it strikes the row out", ({ outbox }) => ({
    outbox: {
      ...outbox,
      done: () => Promise.reject(new Error("crash")),
      retry: () => Promise.reject(new Error("crash")),
    },
  })],
];

for (const [name, fault] of CRASHES) {
  Deno.test(`a sender that crashes ${name} leaves a mail sent or a row to send: at the end it is one mail`, async () => {
    await withKv(async (kv) => {
      const { deps, postman, clock, left } = await anOutbox(kv);
      await deliver({ ...deps, ...fault(deps) }, [anIntent()]);
      const rows = (await left("outbox")).length;
      expect(rows + postman.intents.length).toBeGreaterThan(0);
      clock.advance(LEASE);
      await deliverDue(deps);
      await deliverDue(deps);
      // Under one id: whoever receives them keeps the first.
      expect(new Set(postman.intents.map((one) => one.id)))
        .toEqual(new Set(["intent-1"]));
      expect(await left("outbox")).toEqual([]);
      expect(await left("dead_letters")).toEqual([]);
    });
  });
}

Deno.test("a sender who took the row, but did not hear that it did, leaves it to the next", async () => {
  await withKv(async (kv) => {
    const { deps, postman, clock } = await anOutbox(kv);
    const deaf = createOutbox(new Store(losingAnswers(kv, () => true)));
    await deliver({ ...deps, outbox: deaf }, [anIntent()]);
    expect(postman.intents).toEqual([]);
    clock.advance(LEASE);
    expect(await deliverDue(deps)).toBe(1);
  });
});

Deno.test("what fails is tried again, each time later, and after the last attempt is laid aside for a person", async () => {
  await withKv(async (kv) => {
    const { deps, clock, left } = await anOutbox(kv);
    let tries = 0;
    const postman = {
      deliver: (intent: Intent) => (tries++, failing.deliver(intent)),
    };
    const waits: number[] = [];
    await deliver({ ...deps, postman }, [anIntent()]);
    while (tries < MAX_ATTEMPTS) {
      const [row] = await left("outbox");
      const wait = row!.nextAttemptAt - clock.now();
      waits.push(wait);
      clock.advance(wait - 1);
      await deliverDue({ ...deps, postman });
      expect(tries).toBe(waits.length);
      clock.advance(1);
      await deliverDue({ ...deps, postman });
      expect(tries).toBe(waits.length + 1);
    }
    expect(waits).toEqual(
      [10, 20, 40, 80, 160, 320, 640].map((s) => s * SECOND),
    );
    expect(await left("outbox")).toEqual([]);
    const dead = await left("dead_letters");
    expect(dead).toMatchObject([{ id: "intent-1", attempts: MAX_ATTEMPTS }]);
    // What a person must look at says whom and why, and opens nothing.
    expect(JSON.stringify(dead)).not.toContain("secret");
    clock.advance(60 * MINUTE);
    expect(await deliverDue(deps)).toBe(0);
  });
});

Deno.test("one mail that cannot be sent holds up no other", async () => {
  await withKv(async (kv) => {
    const all = ["a", "b", "c"].map(anIntent);
    const { deps, postman, left } = await anOutbox(kv, all);
    const picky: Postman = {
      deliver: (one) =>
        one.id === "a" ? failing.deliver(one) : postman.deliver(one),
    };
    expect(await deliverDue({ ...deps, postman: picky })).toBe(2);
    expect(postman.intents.map((one) => one.id)).toEqual(["b", "c"]);
    expect((await left("outbox")).map((row) => row.intent.id)).toEqual(["a"]);
  });
});

Deno.test("what the log says of a failure has neither the address nor the secret", async () => {
  await withKv(async (kv) => {
    const { deps } = await anOutbox(kv);
    const lines: string[] = [];
    const log = (...said: unknown[]) => void lines.push(JSON.stringify(said));
    await deliver({ ...deps, postman: failing, log }, [anIntent()]);
    expect(lines.length).toBe(1);
    expect(lines[0]).not.toContain("123456");
    expect(lines[0]).not.toContain("ines@");
  });
});
