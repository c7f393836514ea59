/** Attendance is complete in the end, whatever happened to the callbacks. */
import { expect } from "expect";
import { VideoRoomsError } from "@/lib/adapters/twilio/video_rooms.ts";
import {
  type Consultation,
  isFinished,
} from "@/lib/domain/consultation/consultation.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { HOUR, MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";
import { identityOf } from "@/lib/domain/call/identity.ts";
import { StoreUnavailable, type VideoParticipant } from "@/lib/ports/mod.ts";
import { sweep } from "@/lib/usecases/reconcile/sweep.ts";
import { START, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { end, live } from "@/tests/routes/_requests.ts";
import { aCallback, deliver, person } from "@/tests/routes/_callbacks.ts";

const STAY = "PA00000000000000000000000000000001";
const CLOSED = START + 60 * MINUTE + SECOND;

/** From now on the service lists these participants, or fails; counts the requests. */
function listing(app: TestApp, answer: readonly VideoParticipant[] | Error) {
  const asked: string[] = [];
  app.replace({
    videoRooms: {
      ...app.services.deps.videoRooms,
      participants(roomSid) {
        asked.push(roomSid);
        return answer instanceof Error
          ? Promise.reject(answer)
          : Promise.resolve(answer);
      },
    },
  });
  return asked;
}

function roomSidOf(consultation: Consultation) {
  return "twilioRoomSid" in consultation ? consultation.twilioRoomSid : null;
}

const aClient = (
  id: ConsultationId,
  leftAt: number | null = null,
): VideoParticipant => ({
  sid: STAY,
  identity: identityOf(id, "client"),
  joinedAt: START,
  leftAt,
});

const PASSING = new VideoRoomsError("participants", {
  code: 20500,
  status: 503,
  retryable: true,
});
const FOR_GOOD = new VideoRoomsError("participants", {
  code: 20403,
  status: 403,
  retryable: false,
});

const joinsOf = (record: Consultation) => "joins" in record ? record.joins : [];

Deno.test("a join whose processing fails after it was acknowledged is found by the next sweep", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const { consultations } = app.services.deps;
    const answered = Promise.withResolvers<void>();
    app.replace({
      consultations: {
        ...consultations,
        async apply() {
          await answered.promise;
          throw new StoreUnavailable("it went away");
        },
      },
    });
    const who = person(id, "client", STAY);
    const came = await aCallback(app, id, "participant-connected", who);
    expect((await deliver(app, came)).status).toBe(204);
    answered.resolve();
    app.replace({ consultations });
    expect(joinsOf(await app.record(id))).toEqual([]);

    listing(app, [aClient(id)]);
    await sweep(app.services.deps);
    expect(joinsOf(await app.record(id))).toEqual([{
      party: "client",
      participantSid: STAY,
      joinedAt: START,
      leftAt: null,
    }]);
  });
});

Deno.test("a sweep that learns nothing new writes nothing", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    listing(app, [
      aClient(id),
      { ...aClient(id), sid: "PA2", identity: "somebody" },
    ]);
    await sweep(app.services.deps);
    const before = await app.settled();
    await sweep(app.services.deps);
    expect(await app.settled()).toBe(before);
    expect(joinsOf(await app.record(id))).toHaveLength(1);
  });
});

Deno.test("a room is asked for the last time when it ends", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    app.clock.advance(10 * MINUTE);
    const asked = listing(app, [aClient(id, START + 4 * MINUTE)]);
    await end(app, id, "artist");
    const record = await app.record(id);
    expect(joinsOf(record)).toMatchObject([{ leftAt: START + 4 * MINUTE }]);
    expect(isFinished(record)).toBe(true);
    await app.settled();
    const often = asked.length;
    await sweep(app.services.deps);
    expect(asked.length).toBe(often);
  });
});

Deno.test("a room that ends by itself is asked too, while the consultation continues", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    listing(app, [aClient(id, START + 4 * MINUTE)]);
    await deliver(app, await aCallback(app, id, "room-ended"));
    const record = await app.record(id);
    expect(record).toMatchObject({
      state: "live",
      twilioRoomStatus: "completed",
    });
    expect(joinsOf(record)).toHaveLength(1);
  });
});

Deno.test("a list that is unavailable at the end is requested again by the sweep, and the session has ended anyway", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    listing(app, PASSING);
    expect((await end(app, id, "artist")).status).toBe(200);
    // The room's own callback must not mark it as settled either.
    await app.settled();
    expect(await app.record(id)).toMatchObject({
      state: "ended",
      twilioRoomStatus: "in-progress",
      joins: [],
    });
    expect((await app.rooms(id)).map((room) => room.status))
      .toEqual(["completed"]);
    listing(app, [aClient(id, START)]);
    await sweep(app.services.deps);
    const record = await app.record(id);
    expect(isFinished(record)).toBe(true);
    expect(joinsOf(record)).toHaveLength(1);
  });
});

for (
  const [what, failure, after] of [
    ["refused for good", FOR_GOOD, 0],
    ["not given for an hour", PASSING, HOUR],
  ] as const
) {
  Deno.test(`a list that is ${what} does not keep a consultation from being finished`, async () => {
    await withApp(async (app) => {
      const id = await live(app);
      listing(app, failure);
      await end(app, id, "artist");
      app.clock.advance(after);
      await sweep(app.services.deps);
      expect(isFinished(await app.record(id))).toBe(true);
    });
  });
}

Deno.test("a sweep calls an unavailable service once, and does everything else", async () => {
  await withApp(async (app) => {
    const first = await live(app);
    // In its window, and before the service closes the first room for being unused.
    app.clock.advance(50 * MINUTE);
    const second = (await app.confirmed(START + HOUR)).id;
    const started = await app.ask(
      `/api/video/consultation/${second}/start-session`,
      { method: "POST", as: "artist" },
    );
    expect(started.status).toBe(200);
    const third = await app.requested(START + 2 * HOUR);
    // Both are live, and the first is past its close.
    app.clock.set(CLOSED);
    const asked = listing(app, PASSING);
    await sweep(app.services.deps);
    expect((await app.record(first)).state).toBe("ended");
    expect((await app.record(second)).state).toBe("live");
    expect((await app.record(third)).state).toBe("requested");
    // The rooms' callbacks ask as well.
    await app.settled();
    asked.length = 0;
    await sweep(app.services.deps);
    // The live one, and the one that ended unless its room has reported its end.
    expect(asked).toContain(roomSidOf(await app.record(second)));
    expect(new Set(asked).size).toBe(asked.length);
  });
});
