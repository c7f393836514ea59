/** A mail is written with the state that causes it, and then sent: once, whatever dies in between. */
import { expect } from "expect";
import { createConsultations } from "@/lib/adapters/kv/consultations.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import { createOutbox, writeIntents } from "@/lib/adapters/kv/outbox.ts";
import { createPresenceBook } from "@/lib/adapters/kv/presence.ts";
import { createRateLimits } from "@/lib/adapters/kv/rate_limits.ts";
import { createReminderStops } from "@/lib/adapters/kv/reminder_stops.ts";
import { createSmsStops } from "@/lib/adapters/kv/sms_stops.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import { createSecrets } from "@/lib/adapters/secrets.ts";
import { HOUR, MINUTE, SECOND } from "@/lib/domain/instant.ts";
import { DEFAULT_JOIN_POLICY } from "@/lib/domain/join_window.ts";
import type {
  DeadLetter,
  Deps,
  MailIntent,
  OutboxRow,
  Postman,
} from "@/lib/ports.ts";
import {
  deliver,
  deliverDue,
  MAX_ATTEMPTS,
} from "@/lib/usecases/deliver_outbox.ts";
import { CollectingPostman } from "../_support/a_postman.ts";
import { FakeClock } from "../_support/fake_clock.ts";
import { losingAnswers } from "../_support/faulty_kv.ts";
import { withKv } from "../_support/with_kv.ts";

const LEASE = 30 * SECOND;

const anIntent = (id = "intent-1"): MailIntent => ({
  id,
  mail: {
    kind: "sign_in",
    to: "ines@studio.example",
    secret: "s-e-c-r-e-t",
    code: "123456",
    expiresAt: Date.parse("2027-01-01"),
  },
});

/** An outbox with the given intents, as the write that caused them has left it. */
async function anOutbox(kv: Deno.Kv, intents = [anIntent()]) {
  const written = kv.atomic();
  writeIntents(written, intents);
  await written.commit();
  const clock = new FakeClock();
  const store = new Store(kv);
  const secrets = createSecrets(clock);
  const postman = new CollectingPostman();
  const deps = {
    clock,
    postman: postman as Postman,
    outbox: createOutbox(store),
    consultations: createConsultations(store, secrets),
    presence: createPresenceBook(store, clock),
    reminderStops: createReminderStops(store, secrets),
    secrets,
    rateLimits: createRateLimits(store, clock),
    texter: null,
    smsStops: createSmsStops(store, secrets),
    joinPolicy: DEFAULT_JOIN_POLICY,
    log: () => {},
  };
  const under = async <T>(prefix: string) =>
    (await Array.fromAsync(kv.list<T>({ prefix: [prefix] })))
      .map((entry) => entry.value);
  const left = () => under<OutboxRow>("outbox");
  const dead = () => under<DeadLetter>("dead_letters");
  return { clock, postman, deps, left, dead };
}

/** A postman who stands still until the test lets them go. */
function slow(postman: Postman) {
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  return {
    begun: begun.promise,
    letGo: gate.resolve,
    postman: {
      async deliver(intent: MailIntent) {
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
    expect(await left()).toEqual([]);
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
      const { deps, postman, clock, left, dead } = await anOutbox(kv);
      await deliver({ ...deps, ...fault(deps) }, [anIntent()]);
      const rows = (await left()).length;
      expect(rows + postman.intents.length).toBeGreaterThan(0);
      clock.advance(LEASE);
      await deliverDue(deps);
      await deliverDue(deps);
      // Under one id: whoever receives them keeps the first.
      expect(new Set(postman.intents.map((one) => one.id)))
        .toEqual(new Set(["intent-1"]));
      expect(await left()).toEqual([]);
      expect(await dead()).toEqual([]);
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

Deno.test("what fails is tried again, each time later, for hours, and is then laid aside for a person", async () => {
  await withKv(async (kv) => {
    const { deps, clock, left, dead } = await anOutbox(kv);
    let tries = 0;
    const postman = {
      deliver: (intent: MailIntent) => (tries++, failing.deliver(intent)),
    };
    const begun = clock.now();
    const waits: number[] = [];
    await deliver({ ...deps, postman }, [anIntent()]);
    while (tries < MAX_ATTEMPTS) {
      const [row] = await left();
      const wait = row!.nextAttemptAt - clock.now();
      waits.push(wait);
      clock.advance(wait - 1);
      await deliverDue({ ...deps, postman });
      expect(tries).toBe(waits.length);
      clock.advance(1);
      await deliverDue({ ...deps, postman });
      expect(tries).toBe(waits.length + 1);
    }
    const least = waits.map((_, i) => Math.min(1800, 10 * 2 ** i) * SECOND);
    waits.forEach((wait, i) => {
      expect(wait).toBeGreaterThanOrEqual(least[i]!);
      expect(wait).toBeLessThanOrEqual(least[i]! * 1.25);
    });
    // An evening's outage loses nothing, and the account still knows the key.
    expect(clock.now() - begun).toBeGreaterThan(6 * HOUR);
    expect(clock.now() - begun).toBeLessThan(23 * HOUR);
    expect(await left()).toEqual([]);
    const letters = await dead();
    expect(letters).toMatchObject([{
      id: "intent-1",
      attempts: MAX_ATTEMPTS,
      reason: "no answer from the mail account",
      failedAt: clock.now(),
    }]);
    // What a person must look at says whom and why, and opens nothing.
    expect(JSON.stringify(letters)).not.toContain("s-e-c-r-e-t");
    expect(JSON.stringify(letters)).not.toContain("123456");
    clock.advance(60 * MINUTE);
    expect(await deliverDue(deps)).toBe(0);
  });
});

Deno.test("what is refused for good is laid aside at once", async () => {
  await withKv(async (kv) => {
    const { deps, left, dead } = await anOutbox(kv);
    const postman = {
      deliver: () =>
        Promise.reject(
          Object.assign(new Error("no such address"), { retryable: false }),
        ),
    };
    await deliver({ ...deps, postman }, [anIntent()]);
    expect(await left()).toEqual([]);
    expect(await dead()).toMatchObject([{ attempts: 1 }]);
  });
});

Deno.test("a mail that its senders die of, each time, ends with a person as well", async () => {
  await withKv(async (kv) => {
    const { deps, clock, left, dead } = await anOutbox(kv);
    // A process that dies neither sends, nor puts off, nor says why.
    for (let death = 0; death < MAX_ATTEMPTS; death++) {
      const row = await deps.outbox.get("intent-1");
      await deps.outbox.lease(row!, clock.now() + LEASE);
      clock.advance(LEASE);
    }
    expect(await deliverDue(deps)).toBe(0);
    expect(await left()).toEqual([]);
    expect(await dead()).toMatchObject([{ reason: "no_answer" }]);
  });
});

Deno.test("a mail that may have gone out a day ago, which the mail account has forgotten, is a person's to send", async () => {
  await withKv(async (kv) => {
    const { deps, clock, postman, left, dead } = await anOutbox(kv);
    // Sent, and the process died before it could strike it out.
    const row = await deps.outbox.get("intent-1");
    await deps.outbox.lease(row!, clock.now() + LEASE);
    clock.advance(LEASE + 23 * HOUR + 1);
    expect(await deliverDue(deps)).toBe(0);
    expect(postman.intents).toEqual([]);
    expect(await left()).toEqual([]);
    expect(await dead()).toMatchObject([{ reason: "forgotten" }]);
  });
});

Deno.test("a mail that nobody has tried to send goes out, however late", async () => {
  await withKv(async (kv) => {
    const { deps, clock } = await anOutbox(kv);
    clock.advance(30 * HOUR);
    expect(await deliverDue(deps)).toBe(1);
  });
});

Deno.test("mails that failed at one moment do not come back at one moment", async () => {
  await withKv(async (kv) => {
    const all = Array.from({ length: 20 }, (_, i) => anIntent(`intent-${i}`));
    const { deps, left } = await anOutbox(kv, all);
    await deliverDue({ ...deps, postman: failing });
    const times = new Set((await left()).map((row) => row.nextAttemptAt));
    expect(times.size).toBeGreaterThan(10);
  });
});

Deno.test("six hundred that wait for later hold up none that is due, nor are they read", async () => {
  await withKv(async (kv) => {
    const waiting = Array.from({ length: 600 }, (_, i) => anIntent(`a-${i}`));
    const { deps, clock, postman } = await anOutbox(kv, waiting.slice(0, 1));
    for (const intent of waiting) {
      const row = { intent, attempts: 3, nextAttemptAt: clock.now() + 1 };
      await kv.atomic().set(keys.outbox(intent.id), row)
        .set(keys.outboxDue(row.nextAttemptAt, intent.id), intent.id).commit();
    }
    const due = kv.atomic();
    writeIntents(due, [anIntent("z")]);
    await due.commit();
    expect(await deliverDue(deps)).toBe(1);
    expect(postman.intents.map((one) => one.id)).toEqual(["z"]);
    clock.advance(1);
    expect(await deliverDue(deps)).toBe(600);
  });
});

Deno.test("rows that cannot be touched at all, a page of them, hold up none behind them", async () => {
  await withKv(async (kv) => {
    const all = Array.from(
      { length: 70 },
      (_, i) => anIntent(String(i).padStart(3, "0")),
    );
    const { deps, postman } = await anOutbox(kv, all);
    const { outbox } = deps;
    const stuck: typeof outbox = {
      ...outbox,
      lease: (row, until) =>
        row.value.intent.id < "060"
          ? Promise.reject(new Error("stuck"))
          : outbox.lease(row, until),
    };
    expect(await deliverDue({ ...deps, outbox: stuck })).toBe(10);
    expect(postman.intents.length).toBe(10);
  });
});

Deno.test("a row that an older version wrote, without a place in the index, is found", async () => {
  await withKv(async (kv) => {
    const { deps, postman } = await anOutbox(kv, []);
    const intent = anIntent("older");
    await kv.set(keys.outbox("older"), {
      intent,
      attempts: 0,
      nextAttemptAt: 0,
    });
    expect(await deliverDue(deps)).toBe(1);
    expect(postman.intents).toEqual([intent]);
  });
});

Deno.test("what is left in the index of a row that is gone is swept away", async () => {
  await withKv(async (kv) => {
    const { deps } = await anOutbox(kv);
    await kv.delete(keys.outbox("intent-1"));
    expect(await deliverDue(deps)).toBe(0);
    expect(await Array.fromAsync(kv.list({ prefix: ["outbox_due"] }))).toEqual(
      [],
    );
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
    expect((await left()).map((row) => row.intent.id)).toEqual(["a"]);
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
