/** Text messages beside the mails: to whom they go, what stops them, and that each goes once. */
import { expect } from "expect";
import { parseTabId } from "@/lib/domain/ids.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import { DAY, HOUR, MINUTE } from "@/lib/domain/instant.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import { cancelConsultation } from "@/lib/usecases/cancel_consultation.ts";
import { confirmConsultation } from "@/lib/usecases/confirm_consultation.ts";
import { enterByLink } from "@/lib/usecases/enter_by_link.ts";
import { eraseConsultation } from "@/lib/usecases/erase_consultation.ts";
import { rescheduleConsultation } from "@/lib/usecases/reschedule_consultation.ts";
import { sweep } from "@/lib/usecases/sweep.ts";
import { keepPlace } from "@/lib/usecases/waiting_room.ts";
import { UNSAID } from "@/lib/domain/presence.ts";
import {
  PHONE,
  type TextingApp,
  withTextingApp,
} from "../_support/a_texting_app.ts";
import { INES, START, withApp } from "../_support/an_app.ts";
import { aWish } from "./_booking.ts";
import { bookConsultation } from "@/lib/usecases/book_consultation.ts";

const ARTIST: Actor = {
  role: "artist",
  artistId: INES,
  email: "ines@studio.example",
};
const TAB = parseTabId("tab-0001")!;

const confirm = (app: TextingApp, id: ConsultationId) =>
  confirmConsultation(app.services.deps, ARTIST, id);

const sweepAt = async (app: TextingApp, at: number) => {
  app.clock.set(at);
  await sweep(app.services.deps);
};

/** Booked and confirmed three days ahead, by somebody who wants texts. */
async function agreed(app: TextingApp) {
  app.clock.set(START - 3 * DAY);
  const id = await app.booked();
  await confirm(app, id);
  return id;
}

const words = (app: TextingApp) => app.twilio.texts.map(({ body }) => body);

Deno.test("whoever asked for texts gets the confirmation, both reminders and a call, each once, and every link opens", async () => {
  await withTextingApp(async (app) => {
    const { deps } = app.services;
    const id = await agreed(app);
    for (let i = 0; i < 3; i++) await sweepAt(app, START - DAY + i * MINUTE);
    for (let i = 0; i < 3; i++) {
      await sweepAt(app, START - 15 * MINUTE + i * MINUTE);
    }
    await keepPlace(deps, ARTIST, id, "arrive", TAB, UNSAID);
    for (let at = START - MINUTE; at <= START + 2 * MINUTE; at += 10_000) {
      app.clock.set(at);
      await keepPlace(deps, ARTIST, id, "beat", TAB, UNSAID);
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
      expect((await enterByLink(deps, id, secret)).ok).toBe(true);
      expect(app.logged.join("\n")).not.toContain(secret);
    }
    expect(app.logged.join("\n")).not.toContain(PHONE);
    // The link stands in the outbox until it is sent, and no longer.
    const rows = await app.kv((kv) =>
      Array.fromAsync(kv.list({ prefix: ["outbox"] }))
    );
    expect(rows).toEqual([]);
  });
});

Deno.test("a new time and a cancellation are told; the reminders of the old time are not sent", async () => {
  await withTextingApp(async (app) => {
    const { deps } = app.services;
    const id = await agreed(app);
    const startsAt = START + DAY;
    await rescheduleConsultation(deps, ARTIST, id, {
      startsAt,
      version: null,
      token: null,
    });
    await sweepAt(app, START - DAY);
    await sweepAt(app, START - 15 * MINUTE);
    await sweepAt(app, START);
    await cancelConsultation(deps, ARTIST, id, { word: "x", version: null });
    await sweepAt(app, startsAt - 15 * MINUTE);
    expect(words(app)).toEqual([
      expect.stringContaining("is confirmed for"),
      expect.stringContaining("is now on Monday 23 November 2026"),
      expect.stringContaining("is coming up: Monday 23"),
      expect.stringContaining("is cancelled"),
    ]);
  });
});

Deno.test("nobody who has not asked for it gets a text", async () => {
  await withTextingApp(async (app) => {
    await app.confirmed();
    await sweepAt(app, START - 15 * MINUTE);
    expect(app.twilio.requests).toEqual([]);
  });
});

Deno.test("after a STOP nothing is sent, not even asked of Twilio; the mails go on", async () => {
  await withTextingApp(async (app) => {
    await app.services.deps.smsStops.stop(PHONE);
    await agreed(app);
    await sweepAt(app, START - DAY);
    expect(app.twilio.requests).toEqual([]);
    expect((await app.mails()).map(({ subject }) => subject)).toContainEqual(
      expect.stringMatching(/^Coming up/),
    );
  });
});

Deno.test("reminders by mail that were stopped do not stop those by text", async () => {
  await withTextingApp(async (app) => {
    const { reminderStops } = app.services.deps;
    const id = await agreed(app);
    const { client } = await app.record(id);
    const token = await reminderStops.issue(client.email);
    await reminderStops.stop((await reminderStops.addressBehind(token))!);
    await sweepAt(app, START - DAY);
    expect(words(app).at(-1)).toContain("is coming up");
    expect((await app.mails()).map(({ subject }) => subject).join("\n"))
      .not.toContain("Coming up");
  });
});

Deno.test("a STOP that only Twilio heard is learnt from its refusal: no retry, no dead letter, and nothing more is asked", async () => {
  await withTextingApp(async (app) => {
    app.twilio.stopped.add(PHONE);
    await agreed(app);
    expect(await app.services.deps.smsStops.isStopped(PHONE)).toBe(true);
    expect(await app.services.deps.outbox.deadLetters()).toEqual([]);
    await sweepAt(app, START - DAY);
    expect(app.twilio.requests.length).toBe(1);
  });
});

Deno.test("a number that is none is a dead letter with words, seen by an admin, without its link", async () => {
  await withTextingApp(async (app) => {
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
  Deno.test(`one text in the end, and one mail, whatever happens on the way: ${JSON.stringify(fault)}`, async () => {
    await withTextingApp(async (app) => {
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

Deno.test("a process that dies after Twilio took it, and before it was noted: one text", async () => {
  await withTextingApp(async (app) => {
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

Deno.test("a text that waited too long says nothing that is no longer so", async () => {
  await withTextingApp(async (app) => {
    app.twilio.faults.push(
      ...Array.from({ length: 9 }, () => ({ status: 500, code: 20500 })),
    );
    const id = await agreed(app);
    await cancelConsultation(app.services.deps, ARTIST, id, {
      word: "",
      version: null,
    });
    app.twilio.faults.length = 0;
    await sweepAt(app, START + HOUR);
    expect(words(app)).toEqual([]);
  });
});

Deno.test("a number that somebody gives again and again is not flooded: a dozen texts a day", async () => {
  await withTextingApp(async (app) => {
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

Deno.test("an erasure takes the number away, and texts that wait; a STOP stays", async () => {
  await withTextingApp(async (app) => {
    app.twilio.faults.push({ status: 500, code: 20500 });
    app.twilio.faults.push({ status: 500, code: 20500 });
    const id = await agreed(app);
    const { deps } = app.services;
    await cancelConsultation(deps, ARTIST, id, { word: "", version: null });
    await deps.smsStops.stop(PHONE);
    expect(await app.values()).toContain(PHONE);
    expect((await eraseConsultation(deps, ARTIST, id)).ok).toBe(true);
    expect(await app.values()).not.toContain(PHONE);
    expect(await deps.smsStops.isStopped(PHONE)).toBe(true);
  });
});

Deno.test("without a number of the studio's nothing is written for a text, even for a client with a phone", async () => {
  await withApp(async (app) => {
    const wish = aWish();
    const { deps } = app.services;
    expect(deps.texter).toBe(null);
    const booked = await bookConsultation(deps, {
      ...wish,
      client: { ...wish.client, phone: PHONE },
    });
    if (!booked.ok) throw new Error(booked.code);
    await app.services.settled();
    app.replace({
      outbox: { ...deps.outbox, get: () => Promise.resolve(null) },
    });
    await confirmConsultation(deps, ARTIST, booked.value.id);
    const rows = await app.kv((kv) =>
      Array.fromAsync(kv.list<{ intent: object }>({ prefix: ["outbox"] }))
    );
    expect(rows.length).toBe(1);
    expect(Object.keys(rows[0]!.value.intent)).toEqual(["id", "mail"]);
  });
});
