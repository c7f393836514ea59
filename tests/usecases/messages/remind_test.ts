/** Reminders, "your artist is ready", "not answered" and the summary: each once, and only while it is so. */
import { expect } from "expect";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import { parseTabId } from "@/lib/domain/ids.ts";
import { DAY, HOUR, MINUTE, SECOND } from "@/lib/domain/instant.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import type { Postman } from "@/lib/ports.ts";
import { endSession } from "@/lib/usecases/end_session.ts";
import { UNSAID } from "@/lib/domain/presence.ts";
import { enterByLink } from "@/lib/usecases/enter_by_link.ts";
import { startSession } from "@/lib/usecases/start_session.ts";
import { sweep } from "@/lib/usecases/sweep.ts";
import { keepPlace } from "@/lib/usecases/waiting_room.ts";
import { INES, START, type TestApp, withApp } from "../_support/an_app.ts";
import { CollectingPostman } from "../_support/a_postman.ts";
import { bringAbout } from "../_support/reschedule.ts";

const ARTIST: Actor = {
  role: "artist",
  artistId: INES,
  email: "ines@studio.example",
};
const TAB = parseTabId("tab-0001")!;

/** Agreed three days before; from here on every mail is kept. */
async function agreed(app: TestApp) {
  app.clock.set(START - 3 * DAY);
  const { id } = await app.confirmed();
  const postman = new CollectingPostman();
  app.replace({ postman });
  const kinds = () =>
    postman.intents.map(({ mail }) =>
      mail.kind === "reminder" ? mail.reminder : mail.kind as string
    );
  return { id, postman, kinds };
}

const sweepAt = async (app: TestApp, at: number) => {
  app.clock.set(at);
  await sweep(app.services.deps);
};

/** The mail account is away: rows stay in the outbox. */
const away: Postman = {
  deliver: () => Promise.reject(new Error("the mail account is away")),
};

const move = (app: TestApp, id: ConsultationId, to: number) =>
  bringAbout(app, id, {
    type: "reschedule",
    noticeMs: 0,
    startsAt: to,
    endsAt: to + 45 * MINUTE,
    heldUntil: to + 45 * MINUTE,
    linkHash: "another",
  });

Deno.test("a client is reminded a day before and a quarter of an hour before, once each, however often it is swept", async () => {
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
    const postman = new CollectingPostman();
    app.replace({ postman });
    await sweepAt(app, START - DAY);
    const day = postman.last("reminder");
    await sweepAt(app, START - 15 * MINUTE);
    const soon = postman.last("reminder");
    expect(new Set([secret, day.secret, soon.secret]).size).toBe(3);
    for (const one of [secret, day.secret, soon.secret]) {
      expect((await enterByLink(deps, id, one)).ok).toBe(true);
    }
    expect(await app.values()).not.toContain(soon.secret);
    expect(await app.values()).not.toContain(soon.stopToken);
  });
});

Deno.test("after a cancel nobody is reminded", async () => {
  await withApp(async (app) => {
    const { id, kinds } = await agreed(app);
    await bringAbout(app, id, { type: "cancel", by: "client", noticeMs: 0 });
    await sweepAt(app, START - DAY);
    await sweepAt(app, START - 15 * MINUTE);
    expect(kinds()).toEqual([]);
  });
});

Deno.test("after a reschedule it is the new time that is reminded of", async () => {
  await withApp(async (app) => {
    const { id, postman, kinds } = await agreed(app);
    await sweepAt(app, START - DAY);
    await move(app, id, START + 2 * DAY);
    await sweepAt(app, START - 15 * MINUTE);
    expect(kinds()).toEqual(["day"]);
    await sweepAt(app, START + DAY);
    await sweepAt(app, START + 2 * DAY - 15 * MINUTE);
    expect(kinds()).toEqual(["day", "day", "soon"]);
    const { consultation } = postman.last("reminder");
    expect(consultation).toMatchObject({
      startsAt: START + 2 * DAY,
      version: 2,
    });
  });
});

Deno.test("moved between the sweep's look and its write: the new time is not reminded of in the old one's place", async () => {
  await withApp(async (app) => {
    const { id, kinds } = await agreed(app);
    const { deps } = app.services;
    const { reminderStops } = deps;
    app.clock.set(START - DAY);
    let moved = false;
    await sweep({
      ...deps,
      reminderStops: {
        ...reminderStops,
        async isStopped(email) {
          if (!moved) await move(app, id, START + 20 * DAY);
          moved = true;
          return await reminderStops.isStopped(email);
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
    bringAbout(app, id, {
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
    return bringAbout(app, id, { type: "start" });
  }, "too_late"],
  ["the client wants no more of them", async (app) => {
    const { reminderStops } = app.services.deps;
    const token = await reminderStops.issue("Mara@client.example ");
    await reminderStops.stop((await reminderStops.addressBehind(token))!);
  }, "reminders_stopped"],
];

for (const [what, happens, reason] of MEANWHILE) {
  Deno.test(`a reminder that could not be sent until ${what} is dropped, and logged: ${reason}`, async () => {
    await withApp(async (app) => {
      const { id, postman, kinds } = await agreed(app);
      const lines: unknown[] = [];
      app.replace({
        postman: away,
        log: (event, fields) =>
          void (event === "mail_dropped" && lines.push(fields?.reason)),
      });
      await sweepAt(app, START - 15 * MINUTE);
      await happens(app, id);
      app.replace({ postman });
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

Deno.test("a confirmation that waited until the time was moved is not sent: its link opens nothing any more", async () => {
  await withApp(async (app) => {
    app.clock.set(START - 3 * DAY);
    const { confirmConsultation } = await import(
      "@/lib/usecases/confirm_consultation.ts"
    );
    const id = await app.requested();
    app.replace({ postman: away });
    await confirmConsultation(app.services.deps, ARTIST, id);
    await move(app, id, START + DAY);
    const postman = new CollectingPostman();
    app.replace({ postman });
    await sweepAt(app, START - 2 * DAY);
    expect(postman.intents).toEqual([]);
  });
});

Deno.test("the artist starts and the client is not there: the client is told, once", async () => {
  await withApp(async (app) => {
    const { id, postman, kinds } = await agreed(app);
    app.clock.set(START);
    await startSession(app.services.deps, ARTIST, id);
    const { secret } = await postman.arrives("ready");
    expect((await enterByLink(app.services.deps, id, secret)).ok).toBe(true);
    await startSession(app.services.deps, ARTIST, id);
    for (let minute = 1; minute < 5; minute++) {
      await sweepAt(app, START + minute * MINUTE);
    }
    expect(kinds()).toEqual(["ready"]);
  });
});

Deno.test("the artist starts and the client is there: nobody is written to", async () => {
  await withApp(async (app) => {
    const { id, kinds } = await agreed(app);
    const { deps } = app.services;
    app.clock.set(START);
    const record = await app.record(id);
    await deps.presence.beat(record, "client", "arrive", TAB);
    await startSession(deps, ARTIST, id);
    await sweepAt(app, START + 10 * SECOND);
    expect(kinds()).toEqual([]);
  });
});

Deno.test("an artist who waits at the start has the client called by the sweep", async () => {
  await withApp(async (app) => {
    const { id, kinds } = await agreed(app);
    const { deps } = app.services;
    app.clock.set(START - MINUTE);
    await keepPlace(deps, ARTIST, id, "arrive", TAB, UNSAID);
    for (
      let at = START - 50 * SECOND;
      at <= START + MINUTE;
      at += 10 * SECOND
    ) {
      app.clock.set(at);
      await keepPlace(deps, ARTIST, id, "beat", TAB, UNSAID);
      await sweep(deps);
      expect(kinds().filter((kind) => kind === "ready").length)
        .toBe(at < START + MINUTE ? 0 : 1);
    }
  });
});

Deno.test("a client who has come before the mail could be sent is not called", async () => {
  await withApp(async (app) => {
    const { id, kinds, postman } = await agreed(app);
    const { deps } = app.services;
    app.clock.set(START);
    app.replace({ postman: away });
    await startSession(deps, ARTIST, id);
    await deps.presence.beat(await app.record(id), "client", "arrive", TAB);
    app.replace({ postman });
    await sweepAt(app, START + 15 * SECOND);
    expect(kinds()).toEqual([]);
  });
});

Deno.test("a mail that cannot be written keeps no artist from starting", async () => {
  await withApp(async (app) => {
    const { id, kinds } = await agreed(app);
    const { deps } = app.services;
    app.clock.set(START);
    const broken = {
      ...deps,
      presence: { ...deps.presence, of: () => Promise.reject(new Error("no")) },
    };
    expect((await startSession(broken, ARTIST, id)).ok).toBe(true);
    await sweepAt(app, START + 30 * SECOND);
    expect(kinds()).toEqual(["ready"]);
  });
});

Deno.test("a request that nobody answered: the client is told, once", async () => {
  await withApp(async (app) => {
    await app.requested();
    const postman = new CollectingPostman();
    app.replace({ postman });
    for (let i = 0; i < 3; i++) {
      await Promise.all([1, 2, 3].map(() => sweepAt(app, START + i * MINUTE)));
    }
    expect(postman.intents.map(({ mail }) => [mail.kind, mail.to]))
      .toEqual([["expired", "mara@client.example"]]);
  });
});

type End = readonly [
  who: string,
  end: (app: TestApp, id: ConsultationId) => Promise<unknown>,
];
const ENDS: readonly End[] = [
  ["the artist", (app, id) => endSession(app.services.deps, ARTIST, id)],
  ["the client", async (app, id) => {
    const record = await app.record(id);
    const linkHash = "linkHash" in record ? record.linkHash : "";
    const client: Actor = { role: "client", consultationId: id, linkHash };
    await endSession(app.services.deps, client, id);
  }],
  ["the sweep, after the close", (app) => sweepAt(app, START + 2 * HOUR)],
  ["the room, and then the artist", async (app, id) => {
    await bringAbout(app, id, { type: "room_completed", sid: null });
    await endSession(app.services.deps, ARTIST, id);
  }],
  ["the artist, while the video service is away", async (app, id) => {
    const { deps } = app.services;
    const { videoRooms } = deps;
    const complete = () => Promise.reject(new Error("away"));
    app.replace({ videoRooms: { ...videoRooms, complete } });
    await endSession(deps, ARTIST, id);
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
        const { id, postman } = await agreed(app);
        app.clock.set(START);
        await startSession(app.services.deps, ARTIST, id);
        const stay = (party: "client" | "artist") => ({
          party,
          participantSid: `PA-${party}`,
          joinedAt: START,
          leftAt: null,
        });
        await bringAbout(app, id, {
          type: "attended",
          stays: both ? [stay("artist"), stay("client")] : [stay("artist")],
        });
        app.clock.set(START + 30 * MINUTE);
        await end(app, id);
        for (let i = 0; i < 3; i++) {
          await sweepAt(app, app.clock.now() + 2 * MINUTE);
        }
        const summaries = postman.intents.filter(({ mail }) =>
          mail.kind === "summary"
        );
        expect(summaries.length).toBe(both ? 1 : 0);
      });
    });
  }
}

Deno.test("that both were there may be heard of after the end: the summary then goes out, once", async () => {
  await withApp(async (app) => {
    const { id, kinds } = await agreed(app);
    app.clock.set(START);
    await startSession(app.services.deps, ARTIST, id);
    await endSession(app.services.deps, ARTIST, id);
    const stays = (["artist", "client"] as const).map((party) => ({
      party,
      participantSid: `PA-${party}`,
      joinedAt: START,
      leftAt: null,
    }));
    for (let i = 1; i < 4; i++) {
      await bringAbout(app, id, { type: "attended", stays });
      await sweepAt(app, START + i * MINUTE);
    }
    expect(kinds().filter((kind) => kind === "summary")).toEqual(["summary"]);
  });
});

Deno.test("a reminder's stop token is kept if the reminder is, and not by a try that lost", async () => {
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
            ? Promise.resolve("conflict")
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
