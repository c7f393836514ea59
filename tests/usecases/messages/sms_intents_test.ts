/** SMS alongside mails: who gets them, what stops them, and that each is sent once. */
import { expect } from "expect";
import { parseTabId } from "@/lib/domain/basic/ids.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { DAY, HOUR, MINUTE } from "@/lib/domain/basic/instant.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import { cancelConsultation } from "@/lib/usecases/consultation/cancel_consultation.ts";
import { confirmConsultation } from "@/lib/usecases/consultation/confirm_consultation.ts";
import { enterByLink } from "@/lib/usecases/consultation/enter_by_link.ts";
import { eraseConsultation } from "@/lib/usecases/consultation/erase_consultation.ts";
import { rescheduleConsultation } from "@/lib/usecases/consultation/reschedule_consultation.ts";
import { sweep } from "@/lib/usecases/reconcile/sweep.ts";
import { recordHeartbeat } from "@/lib/usecases/call/waiting_room.ts";
import { DEFAULT_MEDIA_PREFERENCES } from "@/lib/domain/call/presence.ts";
import { PHONE, type SmsApp, withSmsApp } from "@/tests/_support/an_sms_app.ts";
import { INES, START, withApp } from "@/tests/_support/an_app.ts";
import { aBookingRequest } from "@/tests/usecases/_booking.ts";
import { bookConsultation } from "@/lib/usecases/booking/book_consultation.ts";

const ARTIST: Actor = {
  role: "artist",
  artistId: INES,
  email: "ines@studio.example",
};
const TAB = parseTabId("tab-0001")!;

const confirm = (app: SmsApp, id: ConsultationId) =>
  confirmConsultation(app.services.deps, { actor: ARTIST, id });

const sweepAt = async (app: SmsApp, at: number) => {
  app.clock.set(at);
  await sweep(app.services.deps);
};

/** Booked and confirmed three days ahead, by a client who wants SMS. */
async function agreed(app: SmsApp) {
  app.clock.set(START - 3 * DAY);
  const id = await app.booked();
  await confirm(app, id);
  return id;
}

const words = (app: SmsApp) => app.twilio.texts.map(({ body }) => body);

Deno.test('a client who asked for SMS gets the confirmation, both reminders and the "artist is ready" message, each once, and every link opens', async () => {
  await withSmsApp(async (app) => {
    const { deps } = app.services;
    const id = await agreed(app);
    for (let i = 0; i < 3; i++) await sweepAt(app, START - DAY + i * MINUTE);
    for (let i = 0; i < 3; i++) {
      await sweepAt(app, START - 15 * MINUTE + i * MINUTE);
    }
    await recordHeartbeat(deps, {
      actor: ARTIST,
      id,
      kind: "arrive",
      tab: TAB,
      mediaPreferences: DEFAULT_MEDIA_PREFERENCES,
    });
    for (let at = START - MINUTE; at <= START + 2 * MINUTE; at += 10_000) {
      app.clock.set(at);
      await recordHeartbeat(deps, {
        actor: ARTIST,
        id,
        kind: "beat",
        tab: TAB,
        mediaPreferences: DEFAULT_MEDIA_PREFERENCES,
      });
      await sweep(deps);
    }
    expect(words(app)).toEqual([
      expect.stringContaining("is confirmed for"),
      expect.stringContaining("is coming up"),
      expect.stringContaining("starts soon"),
      expect.stringContaining("is ready for you now"),
    ]);
    app.clock.set(START);
    for (const text of words(app)) {
      const secret = /#(\S+)/.exec(text)![1]!;
      expect((await enterByLink(deps, { id, secret })).ok).toBe(true);
      expect(app.logged.join("\n")).not.toContain(secret);
    }
    expect(app.logged.join("\n")).not.toContain(PHONE);
    // The link is in the outbox until it is sent, and no longer.
    const rows = await app.kv((kv) =>
      Array.fromAsync(kv.list({ prefix: ["outbox"] }))
    );
    expect(rows).toEqual([]);
  });
});

Deno.test("a new time and a cancellation are sent; the reminders of the old time are not", async () => {
  await withSmsApp(async (app) => {
    const { deps } = app.services;
    const id = await agreed(app);
    const startsAt = START + DAY;
    await rescheduleConsultation(deps, {
      actor: ARTIST,
      id,
      startsAt,
      version: null,
      token: null,
    });
    await sweepAt(app, START - DAY);
    await sweepAt(app, START - 15 * MINUTE);
    await sweepAt(app, START);
    await cancelConsultation(deps, {
      actor: ARTIST,
      id,
      note: "x",
      version: null,
    });
    await sweepAt(app, startsAt - 15 * MINUTE);
    expect(words(app)).toEqual([
      expect.stringContaining("is confirmed for"),
      expect.stringContaining("is now on Monday 23 November 2026"),
      expect.stringContaining("is coming up: Monday 23"),
      expect.stringContaining("is cancelled"),
    ]);
  });
});

Deno.test("a client who did not ask gets no SMS", async () => {
  await withSmsApp(async (app) => {
    await app.confirmed();
    await sweepAt(app, START - 15 * MINUTE);
    expect(app.twilio.requests).toEqual([]);
  });
});

Deno.test("after a STOP nothing is sent or even requested from Twilio; the mails continue", async () => {
  await withSmsApp(async (app) => {
    await app.services.deps.smsOptOuts.optOut(PHONE);
    await agreed(app);
    await sweepAt(app, START - DAY);
    expect(app.twilio.requests).toEqual([]);
    expect((await app.mails()).map(({ subject }) => subject)).toContainEqual(
      expect.stringMatching(/^Coming up/),
    );
  });
});

Deno.test("opting out of reminders by mail does not stop those by SMS", async () => {
  await withSmsApp(async (app) => {
    const { reminderOptOuts: reminderStops } = app.services.deps;
    const id = await agreed(app);
    const { client } = await app.record(id);
    const token = await reminderStops.issue(client.email);
    await reminderStops.optOut((await reminderStops.addressOf(token))!);
    await sweepAt(app, START - DAY);
    expect(words(app).at(-1)).toContain("is coming up");
    expect((await app.mails()).map(({ subject }) => subject).join("\n"))
      .not.toContain("Coming up");
  });
});

Deno.test("a STOP that only Twilio received is learnt from its refusal: no retry, no dead letter, and no further request", async () => {
  await withSmsApp(async (app) => {
    app.twilio.stopped.add(PHONE);
    await agreed(app);
    expect(await app.services.deps.smsOptOuts.isOptedOut(PHONE)).toBe(true);
    expect(await app.services.deps.outbox.deadLetters()).toEqual([]);
    await sweepAt(app, START - DAY);
    expect(app.twilio.requests.length).toBe(1);
  });
});

Deno.test("an invalid number is a dead letter with a reason, seen by an admin, without its link", async () => {
  await withSmsApp(async (app) => {
    app.twilio.faults.push({ status: 400, code: 21614 });
    await agreed(app);
    const [letter] = await app.services.deps.outbox.deadLetters();
    expect(letter?.value).toMatchObject({
      sms: { kind: "confirmed", secret: "" },
      attempts: 1,
      reason: "Twilio: the number is not a mobile phone's (21614)",
    });
    const page = await (await app.ask("/admin/messages", { as: "admin" }))
      .text();
    expect(page).toContain("Confirmation, as a text message");
    expect(page).toContain("not a mobile phone");
  });
});

for (
  const fault of [
    { status: 429, code: 20429 },
    { status: 500, code: 20500 },
    "taken, answer lost",
    "not taken, answer lost",
  ] as const
) {
  Deno.test(`one SMS in the end, and one mail, whatever happens on the way: ${JSON.stringify(fault)}`, async () => {
    await withSmsApp(async (app) => {
      app.twilio.faults.push(fault, fault);
      await agreed(app);
      for (let i = 1; i <= 5; i++) {
        await sweepAt(app, START - 3 * DAY + i * MINUTE);
      }
      expect(words(app).length).toBe(1);
      const subjects = (await app.mails()).map(({ subject }) => subject);
      expect(subjects.filter((one) => /^Confirmed/.test(one)).length).toBe(1);
      expect(await app.services.deps.outbox.deadLetters()).toEqual([]);
    });
  });
}

Deno.test("a process that crashes after Twilio accepted it, before it was recorded: one SMS", async () => {
  await withSmsApp(async (app) => {
    const { outbox } = app.services.deps;
    app.replace({
      outbox: { ...outbox, done: () => Promise.reject(new Error("killed")) },
    });
    await agreed(app);
    expect(words(app).length).toBe(1);
    app.replace({ outbox });
    for (let i = 1; i <= 3; i++) {
      await sweepAt(app, START - 3 * DAY + i * MINUTE);
    }
    expect(words(app).length).toBe(1);
    expect(app.twilio.requests.filter((one) => one.startsWith("GET")).length)
      .toBe(1);
  });
});

Deno.test("an SMS that waited too long and is outdated is not sent", async () => {
  await withSmsApp(async (app) => {
    app.twilio.faults.push(
      ...Array.from({ length: 9 }, () => ({ status: 500, code: 20500 })),
    );
    const id = await agreed(app);
    await cancelConsultation(app.services.deps, {
      actor: ARTIST,
      id,
      note: "",
      version: null,
    });
    app.twilio.faults.length = 0;
    await sweepAt(app, START + HOUR);
    expect(words(app)).toEqual([]);
  });
});

Deno.test("a number that is given repeatedly is not flooded: a dozen SMS a day", async () => {
  await withSmsApp(async (app) => {
    app.clock.set(START - 3 * DAY);
    for (let i = 0; i < 14; i++) {
      const id = await app.booked(START + i * HOUR);
      await confirm(app, id);
    }
    expect(words(app).length).toBe(12);
    app.clock.set(START - 2 * DAY);
    const id = await app.booked(START + 15 * HOUR);
    await confirm(app, id);
    expect(words(app).length).toBe(13);
  });
});

Deno.test("an erasure removes the number and waiting SMS; a STOP stays", async () => {
  await withSmsApp(async (app) => {
    app.twilio.faults.push({ status: 500, code: 20500 });
    app.twilio.faults.push({ status: 500, code: 20500 });
    const id = await agreed(app);
    const { deps } = app.services;
    await cancelConsultation(deps, {
      actor: ARTIST,
      id,
      note: "",
      version: null,
    });
    await deps.smsOptOuts.optOut(PHONE);
    expect(await app.values()).toContain(PHONE);
    expect((await eraseConsultation(deps, { actor: ARTIST, id })).ok).toBe(
      true,
    );
    expect(await app.values()).not.toContain(PHONE);
    expect(await deps.smsOptOuts.isOptedOut(PHONE)).toBe(true);
  });
});

Deno.test("without a studio number no SMS is queued, even for a client with a phone", async () => {
  await withApp(async (app) => {
    const request = aBookingRequest();
    const { deps } = app.services;
    expect(deps.smsSender).toBe(null);
    const booked = await bookConsultation(deps, {
      ...request,
      client: { ...request.client, phone: PHONE },
    });
    if (!booked.ok) throw new Error(booked.code);
    await app.services.settled();
    app.replace({
      outbox: { ...deps.outbox, get: () => Promise.resolve(null) },
    });
    await confirmConsultation(deps, { actor: ARTIST, id: booked.value.id });
    const rows = await app.kv((kv) =>
      Array.fromAsync(kv.list<{ intent: object }>({ prefix: ["outbox"] }))
    );
    expect(rows.length).toBe(1);
    expect(Object.keys(rows[0]!.value.intent)).toEqual(["id", "mail"]);
  });
});
