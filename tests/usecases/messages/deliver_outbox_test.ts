/**
 * A mail is written with the state change that causes it, and then sent once,
 * whichever process crashes in between.
 */
import { expect } from "expect";
import { createConsultations } from "@/lib/adapters/kv/consultation/consultations.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import { createMailAccount } from "@/lib/adapters/kv/messages/mail_account.ts";
import { createOutbox } from "@/lib/adapters/kv/messages/outbox.ts";
import { writeIntents } from "@/lib/adapters/kv/messages/outbox_rows.ts";
import { createPresenceStore } from "@/lib/adapters/kv/presence.ts";
import { createRateLimits } from "@/lib/adapters/kv/rate_limits.ts";
import { createReminderOptOuts } from "@/lib/adapters/kv/messages/reminder_opt_outs.ts";
import { createSmsOptOuts } from "@/lib/adapters/kv/messages/sms_opt_outs.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import { MailError } from "@/lib/adapters/mail/resend_mailer.ts";
import { createSecrets } from "@/lib/adapters/secrets.ts";
import { HOUR, MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";
import { DEFAULT_JOIN_POLICY } from "@/lib/domain/consultation/join_window.ts";
import type {
  DeadLetter,
  Deps,
  MailIntent,
  MailSender,
  OutboxRow,
} from "@/lib/ports/mod.ts";
import {
  deliver,
  deliverDue,
  MAX_ATTEMPTS,
} from "@/lib/usecases/messages/deliver_outbox.ts";
import { CollectingMailSender } from "@/tests/_support/collecting_mail_sender.ts";
import { FakeClock } from "@/tests/_support/fake_clock.ts";
import { losingAnswers } from "@/tests/_support/faulty_kv.ts";
import { withKv } from "@/tests/_support/with_kv.ts";

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

/** An outbox with the given intents, in the state that the causing write left. */
async function anOutbox(kv: Deno.Kv, intents = [anIntent()]) {
  const written = kv.atomic();
  writeIntents(written, intents);
  await written.commit();
  const clock = new FakeClock();
  const store = new Store(kv);
  const secrets = createSecrets(clock);
  const mailSender = new CollectingMailSender();
  const deps = {
    clock,
    mailSender: mailSender as MailSender,
    outbox: createOutbox(store),
    mailAccount: createMailAccount(store, clock),
    consultations: createConsultations(store, secrets),
    presence: createPresenceStore(store, clock),
    reminderOptOuts: createReminderOptOuts(store, secrets),
    secrets,
    rateLimits: createRateLimits(store, clock),
    smsSender: null,
    smsOptOuts: createSmsOptOuts(store, secrets),
    joinPolicy: DEFAULT_JOIN_POLICY,
    log: () => {},
  };
  const under = async <T>(prefix: string) =>
    (await Array.fromAsync(kv.list<T>({ prefix: [prefix] })))
      .map((entry) => entry.value);
  const left = () => under<OutboxRow>("outbox");
  const dead = () => under<DeadLetter>("dead_letters");
  return { clock, mailSender, deps, left, dead };
}

/** A mail sender that blocks until the test releases it. */
function slow(mailSender: MailSender) {
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  return {
    begun: begun.promise,
    letGo: gate.resolve,
    mailSender: {
      async deliver(intent: MailIntent) {
        begun.resolve();
        await gate.promise;
        await mailSender.deliver(intent);
      },
    },
  };
}

const failing: MailSender = {
  deliver: () => Promise.reject(new Error("no answer from the mail account")),
};

type Fault = Partial<Pick<Deps, "mailSender" | "outbox">>;

Deno.test("a new row is sent at once and is gone from the outbox", async () => {
  await withKv(async (kv) => {
    const { deps, mailSender, left } = await anOutbox(kv);
    await deliver(deps, [anIntent()]);
    expect(mailSender.intents).toEqual([anIntent()]);
    expect(await left()).toEqual([]);
    expect(await deliverDue(deps)).toBe(0);
  });
});

Deno.test("ten concurrent sweeps send once", async () => {
  await withKv(async (kv) => {
    const { deps, mailSender } = await anOutbox(kv);
    const sent = await Promise.all(
      Array.from({ length: 10 }, () => deliverDue(deps)),
    );
    expect(sent.reduce((a, b) => a + b)).toBe(1);
    expect(mailSender.intents.length).toBe(1);
  });
});

Deno.test("the process that wrote the mail does not send it again while a sweep is sending it", async () => {
  await withKv(async (kv) => {
    const { deps, mailSender } = await anOutbox(kv);
    const held = slow(mailSender);
    const sweeping = deliverDue({ ...deps, mailSender: held.mailSender });
    await held.begun;
    await deliver(deps, [anIntent()]);
    expect(mailSender.intents).toEqual([]);
    held.letGo();
    expect(await sweeping).toBe(1);
    expect(mailSender.intents.length).toBe(1);
  });
});

Deno.test("a sender that crashes with the row is followed by another once its lease has expired", async () => {
  await withKv(async (kv) => {
    const { deps, mailSender, clock } = await anOutbox(kv);
    const dead = slow(mailSender);
    const dying = deliverDue({ ...deps, mailSender: dead.mailSender });
    await dead.begun;
    clock.advance(LEASE - 1);
    expect(await deliverDue(deps)).toBe(0);
    clock.advance(1);
    expect(await deliverDue(deps)).toBe(1);
    expect(mailSender.intents.length).toBe(1);
    // The stalled sender resumes: the same id, which the mail account accepts
    // once.
    dead.letGo();
    await dying;
    expect(new Set(mailSender.intents.map((one) => one.id)).size).toBe(1);
  });
});

const CRASHES: readonly [
  name: string,
  fault: (deps: Pick<Deps, "mailSender" | "outbox">) => Fault,
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
  ["while it sends", () => ({ mailSender: failing })],
  ["after it has sent", ({ outbox, mailSender }) => ({
    mailSender: {
      async deliver(intent) {
        await mailSender.deliver(intent);
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
  Deno.test(`a sender that crashes ${name} leaves a mail sent or a row to send: in the end it is one mail`, async () => {
    await withKv(async (kv) => {
      const { deps, mailSender, clock, left, dead } = await anOutbox(kv);
      await deliver({ ...deps, ...fault(deps) }, [anIntent()]);
      const rows = (await left()).length;
      expect(rows + mailSender.intents.length).toBeGreaterThan(0);
      clock.advance(LEASE);
      await deliverDue(deps);
      await deliverDue(deps);
      // With one id, so a receiver keeps only the first.
      expect(new Set(mailSender.intents.map((one) => one.id)))
        .toEqual(new Set(["intent-1"]));
      expect(await left()).toEqual([]);
      expect(await dead()).toEqual([]);
    });
  });
}

Deno.test("a sender that took the row without learning of it leaves it to the next", async () => {
  await withKv(async (kv) => {
    const { deps, mailSender, clock } = await anOutbox(kv);
    const deaf = createOutbox(new Store(losingAnswers(kv, () => true)));
    await deliver({ ...deps, outbox: deaf }, [anIntent()]);
    expect(mailSender.intents).toEqual([]);
    clock.advance(LEASE);
    expect(await deliverDue(deps)).toBe(1);
  });
});

Deno.test("a failure is retried, with growing delays, for hours, and then becomes a dead letter", async () => {
  await withKv(async (kv) => {
    const { deps, clock, left, dead } = await anOutbox(kv);
    let tries = 0;
    const mailSender = {
      deliver: (intent: MailIntent) => (tries++, failing.deliver(intent)),
    };
    const begun = clock.now();
    const waits: number[] = [];
    await deliver({ ...deps, mailSender }, [anIntent()]);
    while (tries < MAX_ATTEMPTS) {
      const [row] = await left();
      const wait = row!.nextAttemptAt - clock.now();
      waits.push(wait);
      clock.advance(wait - 1);
      await deliverDue({ ...deps, mailSender });
      expect(tries).toBe(waits.length);
      clock.advance(1);
      await deliverDue({ ...deps, mailSender });
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
    // A dead letter shows the recipient and the reason, and contains no secret.
    expect(JSON.stringify(letters)).not.toContain("s-e-c-r-e-t");
    expect(JSON.stringify(letters)).not.toContain("123456");
    clock.advance(60 * MINUTE);
    expect(await deliverDue(deps)).toBe(0);
  });
});

Deno.test("a permanent refusal becomes a dead letter at once", async () => {
  await withKv(async (kv) => {
    const { deps, left, dead } = await anOutbox(kv);
    const mailSender = {
      deliver: () =>
        Promise.reject(
          Object.assign(new Error("no such address"), { retryable: false }),
        ),
    };
    await deliver({ ...deps, mailSender }, [anIntent()]);
    expect(await left()).toEqual([]);
    expect(await dead()).toMatchObject([{ attempts: 1 }]);
  });
});

Deno.test("a mail that crashes its senders each time also becomes a dead letter", async () => {
  await withKv(async (kv) => {
    const { deps, clock, left, dead } = await anOutbox(kv);
    // A process that crashes neither sends, nor postpones, nor records a
    // reason.
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

Deno.test("a mail that may have gone out a day ago, beyond the account's idempotency window, becomes a dead letter", async () => {
  await withKv(async (kv) => {
    const { deps, clock, mailSender, left, dead } = await anOutbox(kv);
    // Sent, but the process crashed before it could delete the row.
    const row = await deps.outbox.get("intent-1");
    await deps.outbox.lease(row!, clock.now() + LEASE);
    clock.advance(LEASE + 23 * HOUR + 1);
    expect(await deliverDue(deps)).toBe(0);
    expect(mailSender.intents).toEqual([]);
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

Deno.test("mails that failed at the same time are not retried at the same time", async () => {
  await withKv(async (kv) => {
    const all = Array.from({ length: 20 }, (_, i) => anIntent(`intent-${i}`));
    const { deps, left } = await anOutbox(kv, all);
    await deliverDue({ ...deps, mailSender: failing });
    const times = new Set((await left()).map((row) => row.nextAttemptAt));
    expect(times.size).toBeGreaterThan(10);
  });
});

Deno.test("six hundred rows that wait for later delay none that is due, and are not read", async () => {
  await withKv(async (kv) => {
    const waiting = Array.from({ length: 600 }, (_, i) => anIntent(`a-${i}`));
    const { deps, clock, mailSender } = await anOutbox(kv, waiting.slice(0, 1));
    for (const intent of waiting) {
      const row = { intent, attempts: 3, nextAttemptAt: clock.now() + 1 };
      await kv.atomic().set(keys.outbox(intent.id), row)
        .set(keys.outboxDue(row.nextAttemptAt, intent.id), intent.id).commit();
    }
    const due = kv.atomic();
    writeIntents(due, [anIntent("z")]);
    await due.commit();
    expect(await deliverDue(deps)).toBe(1);
    expect(mailSender.intents.map((one) => one.id)).toEqual(["z"]);
    clock.advance(1);
    expect(await deliverDue(deps)).toBe(600);
  });
});

Deno.test("a page of rows that cannot be changed delays none behind them", async () => {
  await withKv(async (kv) => {
    const all = Array.from(
      { length: 70 },
      (_, i) => anIntent(String(i).padStart(3, "0")),
    );
    const { deps, mailSender } = await anOutbox(kv, all);
    const { outbox } = deps;
    const stuck: typeof outbox = {
      ...outbox,
      lease: (row, until) =>
        row.value.intent.id < "060"
          ? Promise.reject(new Error("stuck"))
          : outbox.lease(row, until),
    };
    expect(await deliverDue({ ...deps, outbox: stuck })).toBe(10);
    expect(mailSender.intents.length).toBe(10);
  });
});

Deno.test("a row that an older version wrote without an index entry is found", async () => {
  await withKv(async (kv) => {
    const { deps, mailSender } = await anOutbox(kv, []);
    const intent = anIntent("older");
    await kv.set(keys.outbox("older"), {
      intent,
      attempts: 0,
      nextAttemptAt: 0,
    });
    expect(await deliverDue(deps)).toBe(1);
    expect(mailSender.intents).toEqual([intent]);
  });
});

Deno.test("an index entry whose row is gone is removed", async () => {
  await withKv(async (kv) => {
    const { deps } = await anOutbox(kv);
    await kv.delete(keys.outbox("intent-1"));
    expect(await deliverDue(deps)).toBe(0);
    expect(await Array.fromAsync(kv.list({ prefix: ["outbox_due"] }))).toEqual(
      [],
    );
  });
});

Deno.test("one mail that cannot be sent delays no other", async () => {
  await withKv(async (kv) => {
    const all = ["a", "b", "c"].map(anIntent);
    const { deps, mailSender, left } = await anOutbox(kv, all);
    const picky: MailSender = {
      deliver: (one) =>
        one.id === "a" ? failing.deliver(one) : mailSender.deliver(one),
    };
    expect(await deliverDue({ ...deps, mailSender: picky })).toBe(2);
    expect(mailSender.intents.map((one) => one.id)).toEqual(["b", "c"]);
    expect((await left()).map((row) => row.intent.id)).toEqual(["a"]);
  });
});

Deno.test("the log entry of a failure has neither the address nor the secret", async () => {
  await withKv(async (kv) => {
    const { deps } = await anOutbox(kv);
    const lines: string[] = [];
    const log = (...said: unknown[]) => void lines.push(JSON.stringify(said));
    await deliver({ ...deps, mailSender: failing, log }, [anIntent()]);
    expect(lines.length).toBe(1);
    expect(lines[0]).not.toContain("123456");
    expect(lines[0]).not.toContain("ines@");
  });
});

Deno.test("while the mail account refuses the studio's sender, mails wait, it is logged, and the first one that goes out ends it", async () => {
  await withKv(async (kv) => {
    const intent: MailIntent = {
      id: "intent-1",
      mail: {
        kind: "sign_in",
        to: "ines@studio.example",
        secret: "s",
        code: "123456",
        expiresAt: Date.parse("2028-01-01"),
      },
    };
    const { deps, clock, left } = await anOutbox(kv, [intent]);
    const logged: string[] = [];
    const log = (event: string) => void logged.push(event);
    const refusing: MailSender = {
      deliver: () =>
        Promise.reject(
          new MailError("validation_error", 422, { aboutAccount: true }),
        ),
    };
    // Two days: longer than a mail's twenty attempts, and than the provider's
    // memory.
    for (let half = 0; half < 96; half++) {
      await deliverDue({ ...deps, log, mailSender: refusing });
      clock.advance(38 * MINUTE);
    }
    expect((await left()).map((row) => row.intent.id)).toEqual(["intent-1"]);
    expect(logged).toContain("mail_account_refused");
    expect(await deps.mailAccount.refusedSince()).not.toBe(null);
    expect(await deps.outbox.deadLetters()).toEqual([]);
    expect(await deliverDue(deps)).toBe(1);
    expect(await deps.mailAccount.refusedSince()).toBe(null);
  });
});
