/**
 * Reminders, "your artist is ready", "not answered" and the summary: each once,
 * and only while still true.
 */
import { expect } from "expect";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { parseTabId } from "@/lib/domain/basic/ids.ts";
import { DAY, HOUR, MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import type { MailSender } from "@/lib/ports/mod.ts";
import { endSession } from "@/lib/usecases/call/end_session.ts";
import { DEFAULT_MEDIA_PREFERENCES } from "@/lib/domain/call/presence.ts";
import { enterByLink } from "@/lib/usecases/consultation/enter_by_link.ts";
import { startSession } from "@/lib/usecases/call/start_session.ts";
import { sweep } from "@/lib/usecases/reconcile/sweep.ts";
import { recordHeartbeat } from "@/lib/usecases/call/waiting_room.ts";
import { INES, START, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { CollectingMailSender } from "@/tests/_support/collecting_mail_sender.ts";
import { applyEvent } from "@/tests/_support/reschedule.ts";

const ARTIST: Actor = {
  role: "artist",
  artistId: INES,
  email: "ines@studio.example",
};
const TAB = parseTabId("tab-0001")!;

/** Confirmed three days before; from here on all mails are collected. */
async function agreed(app: TestApp) {
  app.clock.set(START - 3 * DAY);
  const { id } = await app.confirmed();
  const mailSender = new CollectingMailSender();
  app.replace({ mailSender });
  const kinds = () =>
    mailSender.intents.map(({ mail }) =>
      mail.kind === "reminder" ? mail.reminder : mail.kind as string
    );
  return { id, mailSender, kinds };
}

const sweepAt = async (app: TestApp, at: number) => {
  app.clock.set(at);
  await sweep(app.services.deps);
};

/** The mail account is unavailable: rows stay in the outbox. */
const away: MailSender = {
  deliver: () => Promise.reject(new Error("the mail account is away")),
};

const move = (app: TestApp, id: ConsultationId, to: number) =>
  applyEvent(app, id, {
    type: "reschedule",
    by: "artist",
    noticeMs: 0,
    startsAt: to,
    endsAt: to + 45 * MINUTE,
    heldUntil: to + 45 * MINUTE,
    linkHash: "another",
  });

Deno.test("a client is reminded a day before and 15 minutes before, once each, over any number of sweeps", async () => {
  await withApp(async (app) => {
    const { kinds } = await agreed(app);
    await sweepAt(app, START - DAY - 1);
    expect(kinds()).toEqual([]);
    for (let minute = 0; minute < 5; minute++) {
      await Promise.all(
        [1, 2, 3].map(() => sweepAt(app, START - DAY + minute * MINUTE)),
      );
    }
    expect(kinds()).toEqual(["day"]);
    await sweepAt(app, START - 15 * MINUTE);
    await sweepAt(app, START - 14 * MINUTE);
    expect(kinds()).toEqual(["day", "soon"]);
  });
});

Deno.test("each reminder's own link opens the consultation, and so does the first", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    app.clock.set(START - 3 * DAY);
    const { id, secret } = await app.confirmed();
    const mailSender = new CollectingMailSender();
    app.replace({ mailSender });
    await sweepAt(app, START - DAY);
    const day = mailSender.last("reminder");
    await sweepAt(app, START - 15 * MINUTE);
    const soon = mailSender.last("reminder");
    expect(new Set([secret, day.secret, soon.secret]).size).toBe(3);
    for (const one of [secret, day.secret, soon.secret]) {
      expect((await enterByLink(deps, { id, secret: one })).ok).toBe(true);
    }
    expect(await app.values()).not.toContain(soon.secret);
    expect(await app.values()).not.toContain(soon.stopToken);
  });
});

Deno.test("after a cancellation nobody is reminded", async () => {
  await withApp(async (app) => {
    const { id, kinds } = await agreed(app);
    await applyEvent(app, id, { type: "cancel", by: "client", noticeMs: 0 });
    await sweepAt(app, START - DAY);
    await sweepAt(app, START - 15 * MINUTE);
    expect(kinds()).toEqual([]);
  });
});

Deno.test("after a reschedule the reminders are for the new time", async () => {
  await withApp(async (app) => {
    const { id, mailSender, kinds } = await agreed(app);
    await sweepAt(app, START - DAY);
    await move(app, id, START + 2 * DAY);
    await sweepAt(app, START - 15 * MINUTE);
    expect(kinds()).toEqual(["day"]);
    await sweepAt(app, START + DAY);
    await sweepAt(app, START + 2 * DAY - 15 * MINUTE);
    expect(kinds()).toEqual(["day", "day", "soon"]);
    const { consultation } = mailSender.last("reminder");
    expect(consultation).toMatchObject({
      startsAt: START + 2 * DAY,
      version: 2,
    });
  });
});

Deno.test("moved between the sweep's read and its write: the new time does not count as reminded", async () => {
  await withApp(async (app) => {
    const { id, kinds } = await agreed(app);
    const { deps } = app.services;
    const { reminderOptOuts: reminderStops } = deps;
    app.clock.set(START - DAY);
    let moved = false;
    await sweep({
      ...deps,
      reminderOptOuts: {
        ...reminderStops,
        async isOptedOut(email) {
          if (!moved) await move(app, id, START + 20 * DAY);
          moved = true;
          return await reminderStops.isOptedOut(email);
        },
      },
    });
    expect(kinds()).toEqual([]);
    expect(await app.record(id)).toMatchObject({ reminded: [], version: 2 });
  });
});

const MEANWHILE: readonly [
  what: string,
  happens: (app: TestApp, id: ConsultationId) => Promise<unknown>,
  reason: string,
][] = [
  [
    "it was moved",
    (app, id) => move(app, id, START + DAY),
    "other_version",
  ],
  ["it was cancelled", (app, id) =>
    applyEvent(app, id, {
      type: "cancel",
      by: "artist",
      noticeMs: 0,
    }), "other_version"],
  ["its start has come", (app) => {
    app.clock.set(START);
    return Promise.resolve();
  }, "too_late"],
  ["the artist has started", (app, id) => {
    app.clock.set(START - 5 * MINUTE);
    return applyEvent(app, id, { type: "start" });
  }, "too_late"],
  ["the client wants no more of them", async (app) => {
    const { reminderOptOuts: reminderStops } = app.services.deps;
    const token = await reminderStops.issue("Mara@client.example ");
    await reminderStops.optOut((await reminderStops.addressOf(token))!);
  }, "reminders_stopped"],
];

for (const [what, happens, reason] of MEANWHILE) {
  Deno.test(`a reminder that could not be sent until ${what} is dropped, and logged: ${reason}`, async () => {
    await withApp(async (app) => {
      const { id, mailSender, kinds } = await agreed(app);
      const lines: unknown[] = [];
      app.replace({
        mailSender: away,
        log: (event, fields) =>
          void (event === "mail_dropped" && lines.push(fields?.reason)),
      });
      await sweepAt(app, START - 15 * MINUTE);
      await happens(app, id);
      app.replace({ mailSender });
      app.clock.set(Math.max(app.clock.now(), START - 14 * MINUTE));
      await sweep(app.services.deps);
      expect(kinds()).not.toContain("soon");
      expect(lines).toEqual([reason]);
      expect(
        await app.kv((kv) => Array.fromAsync(kv.list({ prefix: ["outbox"] }))),
      ).toEqual([]);
    });
  });
}

Deno.test("a confirmation that waited until the time was moved is not sent: its link no longer works", async () => {
  await withApp(async (app) => {
    app.clock.set(START - 3 * DAY);
    const { confirmConsultation } = await import(
      "@/lib/usecases/consultation/confirm_consultation.ts"
    );
    const id = await app.requested();
    app.replace({ mailSender: away });
    await confirmConsultation(app.services.deps, { actor: ARTIST, id });
    await move(app, id, START + DAY);
    const mailSender = new CollectingMailSender();
    app.replace({ mailSender });
    await sweepAt(app, START - 2 * DAY);
    expect(mailSender.intents).toEqual([]);
  });
});

Deno.test("the artist starts and the client is not present: the client is notified, once", async () => {
  await withApp(async (app) => {
    const { id, mailSender, kinds } = await agreed(app);
    app.clock.set(START);
    await startSession(app.services.deps, { actor: ARTIST, id });
    const { secret } = await mailSender.arrives("ready");
    expect((await enterByLink(app.services.deps, { id, secret })).ok).toBe(
      true,
    );
    await startSession(app.services.deps, { actor: ARTIST, id });
    for (let minute = 1; minute < 5; minute++) {
      await sweepAt(app, START + minute * MINUTE);
    }
    expect(kinds()).toEqual(["ready"]);
  });
});

Deno.test("the artist starts and the client is present: nobody gets a mail", async () => {
  await withApp(async (app) => {
    const { id, kinds } = await agreed(app);
    const { deps } = app.services;
    app.clock.set(START);
    const record = await app.record(id);
    await deps.presence.beat(record, "client", { kind: "arrive", tab: TAB });
    await startSession(deps, { actor: ARTIST, id });
    await sweepAt(app, START + 10 * SECOND);
    expect(kinds()).toEqual([]);
  });
});

Deno.test("an artist who waits at the start makes the sweep notify the client", async () => {
  await withApp(async (app) => {
    const { id, kinds } = await agreed(app);
    const { deps } = app.services;
    app.clock.set(START - MINUTE);
    await recordHeartbeat(deps, {
      actor: ARTIST,
      id,
      kind: "arrive",
      tab: TAB,
      mediaPreferences: DEFAULT_MEDIA_PREFERENCES,
    });
    for (
      let at = START - 50 * SECOND;
      at <= START + MINUTE;
      at += 10 * SECOND
    ) {
      app.clock.set(at);
      await recordHeartbeat(deps, {
        actor: ARTIST,
        id,
        kind: "beat",
        tab: TAB,
        mediaPreferences: DEFAULT_MEDIA_PREFERENCES,
      });
      await sweep(deps);
      expect(kinds().filter((kind) => kind === "ready").length)
        .toBe(at < START + MINUTE ? 0 : 1);
    }
  });
});

Deno.test("a client who arrived before the mail could be sent gets none", async () => {
  await withApp(async (app) => {
    const { id, kinds, mailSender } = await agreed(app);
    const { deps } = app.services;
    app.clock.set(START);
    app.replace({ mailSender: away });
    await startSession(deps, { actor: ARTIST, id });
    await deps.presence.beat(await app.record(id), "client", {
      kind: "arrive",
      tab: TAB,
    });
    app.replace({ mailSender });
    await sweepAt(app, START + 15 * SECOND);
    expect(kinds()).toEqual([]);
  });
});

Deno.test("a mail that cannot be written does not keep an artist from starting", async () => {
  await withApp(async (app) => {
    const { id, kinds } = await agreed(app);
    const { deps } = app.services;
    app.clock.set(START);
    const broken = {
      ...deps,
      presence: { ...deps.presence, of: () => Promise.reject(new Error("no")) },
    };
    expect((await startSession(broken, { actor: ARTIST, id })).ok).toBe(true);
    await sweepAt(app, START + 30 * SECOND);
    expect(kinds()).toEqual(["ready"]);
  });
});

Deno.test("an unanswered request: the client is notified, once", async () => {
  await withApp(async (app) => {
    await app.requested();
    const mailSender = new CollectingMailSender();
    app.replace({ mailSender });
    for (let i = 0; i < 3; i++) {
      await Promise.all([1, 2, 3].map(() => sweepAt(app, START + i * MINUTE)));
    }
    expect(mailSender.intents.map(({ mail }) => [mail.kind, mail.to]))
      .toEqual([["expired", "mara@client.example"]]);
  });
});

type End = readonly [
  who: string,
  end: (app: TestApp, id: ConsultationId) => Promise<unknown>,
];
const ENDS: readonly End[] = [
  [
    "the artist",
    (app, id) => endSession(app.services.deps, { actor: ARTIST, id }),
  ],
  ["the client", async (app, id) => {
    const record = await app.record(id);
    const linkHash = "linkHash" in record ? record.linkHash : "";
    const client: Actor = { role: "client", consultationId: id, linkHash };
    await endSession(app.services.deps, { actor: client, id });
  }],
  ["the sweep, after the close", (app) => sweepAt(app, START + 2 * HOUR)],
  ["the room, and then the artist", async (app, id) => {
    await applyEvent(app, id, { type: "room_completed", sid: null });
    await endSession(app.services.deps, { actor: ARTIST, id });
  }],
  ["the artist, while the video service is away", async (app, id) => {
    const { deps } = app.services;
    const { videoRooms } = deps;
    const complete = () => Promise.reject(new Error("away"));
    app.replace({ videoRooms: { ...videoRooms, complete } });
    await endSession(deps, { actor: ARTIST, id });
    app.replace({ videoRooms });
  }],
  ["all of them at one moment", (app, id) =>
    Promise.all(
      ENDS.slice(0, 3).map(([, end]) => end(app, id)),
    )],
];

for (const [who, end] of ENDS) {
  for (const both of [true, false]) {
    Deno.test(`ended by ${who}, ${both ? "with both of them there: one summary" : "and the client never came: no summary"}`, async () => {
      await withApp(async (app) => {
        const { id, mailSender } = await agreed(app);
        app.clock.set(START);
        await startSession(app.services.deps, { actor: ARTIST, id });
        const stay = (party: "client" | "artist") => ({
          party,
          participantSid: `PA-${party}`,
          joinedAt: START,
          leftAt: null,
        });
        await applyEvent(app, id, {
          type: "attended",
          joins: both ? [stay("artist"), stay("client")] : [stay("artist")],
        });
        app.clock.set(START + 30 * MINUTE);
        await end(app, id);
        for (let i = 0; i < 3; i++) {
          await sweepAt(app, app.clock.now() + 2 * MINUTE);
        }
        const summaries = mailSender.intents.filter(({ mail }) =>
          mail.kind === "summary"
        );
        expect(summaries.length).toBe(both ? 1 : 0);
      });
    });
  }
}

Deno.test("attendance of both may be reported after the end: the summary then goes out, once", async () => {
  await withApp(async (app) => {
    const { id, kinds } = await agreed(app);
    app.clock.set(START);
    await startSession(app.services.deps, { actor: ARTIST, id });
    await endSession(app.services.deps, { actor: ARTIST, id });
    const stays = (["artist", "client"] as const).map((party) => ({
      party,
      participantSid: `PA-${party}`,
      joinedAt: START,
      leftAt: null,
    }));
    for (let i = 1; i < 4; i++) {
      await applyEvent(app, id, { type: "attended", joins: stays });
      await sweepAt(app, START + i * MINUTE);
    }
    expect(kinds().filter((kind) => kind === "summary")).toEqual(["summary"]);
  });
});

Deno.test("a reminder's opt-out token is kept if the reminder is, and not by a losing attempt", async () => {
  await withApp(async (app) => {
    const { id } = await agreed(app);
    const tokens = () =>
      app.kv(async (kv) =>
        (await Array.fromAsync(kv.list({ prefix: ["reminder_tokens"] }))).length
      );
    const { deps } = app.services;
    const { consultations } = deps;
    let tries = 0;
    app.replace({
      consultations: {
        ...consultations,
        apply: (...write) =>
          ++tries < 4
            ? Promise.resolve({ kind: "conflict" })
            : consultations.apply(...write),
      },
    });
    await sweepAt(app, START - DAY);
    expect(tries).toBe(4);
    expect(await tokens()).toBe(1);
    app.replace({
      consultations: {
        ...consultations,
        apply: () => Promise.reject(new Error("the store is away")),
      },
    });
    await sweepAt(app, START - 15 * MINUTE);
    expect(await tokens()).toBe(1);
    app.replace({ consultations });
    await sweepAt(app, START - 14 * MINUTE);
    expect(await tokens()).toBe(2);
    expect((await app.record(id)).state).toBe("confirmed");
  });
});
