/** Changes by time alone, and recovery after a crash. */
import { expect } from "expect";
import { keys } from "@/lib/adapters/kv/keys.ts";
import type {
  Consultation,
  ConsultationState,
} from "@/lib/domain/consultation/consultation.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import {
  HOUR,
  type Instant,
  MINUTE,
  SECOND,
} from "@/lib/domain/basic/instant.ts";
import { startSession } from "@/lib/usecases/call/start_session.ts";
import { endSession } from "@/lib/usecases/call/end_session.ts";
import { confirmConsultation } from "@/lib/usecases/consultation/confirm_consultation.ts";
import type { Consultations } from "@/lib/ports/mod.ts";
import { sweep } from "@/lib/usecases/reconcile/sweep.ts";
import { INES, START, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { CollectingMailSender } from "@/tests/_support/collecting_mail_sender.ts";
import { roomsDown } from "@/tests/_support/faulty_rooms.ts";

const CLOSED = START + 60 * MINUTE + SECOND;
const ARTIST = {
  role: "artist",
  artistId: INES,
  email: "ines@studio.example",
} as const;

/** Brings a new consultation to a state through the use cases. */
const WALKS: Partial<
  Record<
    ConsultationState,
    (app: TestApp, at: Instant) => Promise<ConsultationId>
  >
> = {
  requested: (app, at) => app.requested(at),
  confirmed: async (app, at) => (await app.confirmed(at)).id,
  live: async (app, at) => {
    const { id } = await app.confirmed(at);
    await moved(
      app,
      at,
      () => startSession(app.services.deps, { actor: ARTIST, id }),
    );
    return id;
  },
  ended: async (app, at) => {
    const { id } = await app.confirmed(at);
    await moved(
      app,
      at,
      () => startSession(app.services.deps, { actor: ARTIST, id }),
    );
    await moved(
      app,
      at,
      () => endSession(app.services.deps, { actor: ARTIST, id }),
    );
    return id;
  },
};

async function moved(app: TestApp, at: Instant, work: () => Promise<unknown>) {
  const now = app.clock.now();
  app.clock.set(at);
  await work();
  app.clock.set(now);
}

const CASES: readonly [
  from: "requested" | "confirmed" | "live",
  at: Instant,
  then: ConsultationState,
][] = [
  ["requested", START - 1, "requested"],
  ["requested", START, "expired"],
  ["confirmed", CLOSED - 1, "confirmed"],
  ["confirmed", CLOSED, "no_show"],
  ["live", CLOSED - 1, "live"],
  ["live", CLOSED, "ended"],
];

for (const [from, at, then] of CASES) {
  const when = at < START + HOUR
    ? `${at - START} ms from its start`
    : `${at - CLOSED} ms from its close`;
  Deno.test(`${from}, ${when}: the sweep leaves it ${then}`, async () => {
    await withApp(async (app) => {
      const id = await WALKS[from]!(app, START);
      app.clock.set(at);
      await sweep(app.services.deps);
      expect((await app.record(id)).state).toBe(then);
    });
  });
}

Deno.test("an expired request frees its time; a no-show keeps it", async () => {
  await withApp(async (app) => {
    const { consultations } = app.services.deps;
    await app.requested(START);
    await app.confirmed(START + HOUR);
    app.clock.set(START + 4 * HOUR);
    await sweep(app.services.deps);
    const busy = await consultations.busyCells(INES, {
      from: START,
      to: START + 4 * HOUR,
    });
    expect(Math.min(...busy)).toBe(START + HOUR);
    expect(busy.size).toBe(3);
  });
});

Deno.test("a session past its close is ended by the system, and its room completed", async () => {
  await withApp(async (app) => {
    const id = await WALKS.live!(app, START);
    app.clock.set(CLOSED);
    await sweep(app.services.deps);
    expect(await app.record(id)).toMatchObject({
      state: "ended",
      endedBy: "system",
      sessionEndedAt: CLOSED,
      twilioRoomStatus: "completed",
    });
    expect((await app.rooms(id)).map((room) => room.status))
      .toEqual(["completed"]);
  });
});

Deno.test("without the video service the sweep still ends the session, and completes the room when it can", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { videoRooms } = deps;
    const id = await WALKS.live!(app, START);
    app.clock.set(CLOSED);
    app.replace({ videoRooms: roomsDown(videoRooms) });
    await sweep(deps);
    const ended = await app.record(id);
    expect(ended).toMatchObject({
      state: "ended",
      twilioRoomStatus: "in-progress",
    });
    app.replace({ videoRooms });
    app.clock.advance(HOUR);
    await sweep(deps);
    expect(await app.record(id))
      .toEqual({ ...ended, twilioRoomStatus: "completed" } as Consultation);
  });
});

Deno.test("an unsent mail is sent", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    app.replace({
      mailSender: { deliver: () => Promise.reject(new Error("no")) },
    });
    await app.requested();
    const collecting = new CollectingMailSender();
    app.replace({ mailSender: collecting });
    await sweep(deps);
    expect(collecting.intents).toEqual([]);
    app.clock.advance(MINUTE);
    await sweep(deps);
    await sweep(deps);
    expect(collecting.intents.map(({ mail }) => mail.kind).sort())
      .toEqual(["request_received", "request_to_artist"]);
  });
});

Deno.test("sweeping again, and five times at once, changes nothing more", async () => {
  await withApp(async (app) => {
    const ids = await oneOfEachKind(app);
    app.clock.set(START + 6 * HOUR);
    await Promise.all(
      Array.from({ length: 5 }, () => sweep(app.services.deps)),
    );
    const states = [];
    for (const id of ids) states.push((await app.record(id)).state);
    expect(states).toEqual(["expired", "no_show", "ended", "ended"]);
    for (const id of ids) {
      const open = (await app.rooms(id)).filter((one) =>
        one.status === "in-progress"
      );
      expect(open).toEqual([]);
    }
    const before = await app.settled();
    app.clock.advance(MINUTE);
    await sweep(app.services.deps);
    await Promise.all([sweep(app.services.deps), sweep(app.services.deps)]);
    expect(await app.settled()).toBe(before);
  });
});

Deno.test("nothing is changed before its time", async () => {
  await withApp(async (app) => {
    await oneOfEachKind(app);
    const before = await app.settled();
    await sweep(app.services.deps);
    expect(await app.settled()).toBe(before);
  });
});

Deno.test("one record that cannot be changed does not block the others", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const first = await app.requested(START);
    const second = await app.requested(START + HOUR);
    app.clock.set(START + 2 * HOUR);
    const lines: string[] = [];
    const consultations: Consultations = {
      ...deps.consultations,
      apply: (before, ...write) =>
        before.value.id === first
          ? Promise.reject(new Error("unwritable"))
          : deps.consultations.apply(before, ...write),
    };
    const log = (event: string) => void lines.push(event);
    await sweep({ ...deps, consultations, log });
    expect((await app.record(second)).state).toBe("expired");
    expect((await app.record(first)).state).toBe("requested");
    expect(lines).toEqual(["sweep_skipped"]);
  });
});

Deno.test("an outbox that cannot be read does not keep sessions from ending", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const id = await WALKS.live!(app, START);
    app.clock.set(CLOSED);
    const outbox = {
      ...deps.outbox,
      // deno-lint-ignore require-yield
      async *due(): AsyncGenerator<never, void> {
        await Promise.resolve();
        throw new Error("unreadable");
      },
    };
    await sweep({ ...deps, outbox });
    expect((await app.record(id)).state).toBe("ended");
  });
});

Deno.test("an answer and a sweep at once: the first one decides, and the mail agrees", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    for (let i = 0; i < 5; i++) {
      const mailSender = new CollectingMailSender();
      app.replace({ mailSender });
      const startsAt = START + i * HOUR;
      const id = await app.requested(startsAt);
      app.clock.set(startsAt + MINUTE);
      const [, answered] = await Promise.all([
        sweep(deps),
        confirmConsultation(deps, { actor: ARTIST, id }),
        sweep(deps),
      ]);
      const { state } = await app.record(id);
      const mailed = mailSender.intents.some(({ mail }) =>
        mail.kind === "confirmed"
      );
      expect([state, mailed])
        .toEqual(answered.ok ? ["confirmed", true] : ["expired", false]);
    }
  });
});

Deno.test("an end and a sweep at once: one end, one time, no room left open", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const id = await WALKS.live!(app, START);
    app.clock.set(CLOSED);
    const [, ended] = await Promise.all([
      sweep(deps),
      endSession(deps, { actor: ARTIST, id }),
      sweep(deps),
    ]);
    expect(ended.ok).toBe(true);
    expect(await app.record(id)).toMatchObject({
      state: "ended",
      sessionEndedAt: CLOSED,
      twilioRoomStatus: "completed",
    });
    expect((await app.rooms(id)).map((room) => room.status))
      .toEqual(["completed"]);
  });
});

Deno.test("the sweep reads only what is unfinished", async () => {
  await withApp(async (app) => {
    const ids = await oneOfEachKind(app);
    app.clock.set(START + 6 * HOUR);
    await sweep(app.services.deps);
    const left = await app.kv((kv) =>
      Array.fromAsync(kv.list({ prefix: ["unfinished"] }))
    );
    expect(left).toEqual([]);
    const all = await app.kv(async (kv) =>
      await Promise.all(ids.map((id) => kv.get(keys.consultation(id))))
    );
    expect(all.every((one) => one.value !== null)).toBe(true);
  });
});

/** Requested, confirmed, live and ended, one after the other in the diary. */
async function oneOfEachKind(app: TestApp): Promise<ConsultationId[]> {
  const ids: ConsultationId[] = [];
  for (
    const [i, walk] of Object.values(WALKS).entries()
  ) ids.push(await walk(app, START + i * HOUR));
  return ids;
}
