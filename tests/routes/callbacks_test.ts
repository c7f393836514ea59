/** The video service's callbacks, and that none has more effect than it may. */
import { expect } from "expect";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";
import { START, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { end, live } from "./_requests.ts";
import { aCallback, deliver, person } from "./_callbacks.ts";

const STAY = "PA00000000000000000000000000000001";

async function joinsOf(app: TestApp, id: ConsultationId) {
  const record = await app.record(id);
  return "joins" in record ? record.joins : [];
}

Deno.test("joins and leaves are recorded with the service's times", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const who = person(id, "client", STAY);
    const came = await aCallback(app, id, "participant-connected", who);
    expect((await deliver(app, came)).status).toBe(204);
    app.clock.advance(5 * MINUTE);
    const left = await aCallback(app, id, "participant-disconnected", who);
    expect((await deliver(app, left)).status).toBe(204);
    expect(await joinsOf(app, id)).toEqual([{
      party: "client",
      participantSid: STAY,
      joinedAt: START,
      leftAt: START + 5 * MINUTE,
    }]);
  });
});

Deno.test("a leave that arrives before its join, and a join that arrives twice, give one complete join", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const who = person(id, "artist", STAY);
    const came = await aCallback(app, id, "participant-connected", who);
    app.clock.advance(MINUTE);
    const left = await aCallback(app, id, "participant-disconnected", who);
    for (const one of [left, came, came]) await deliver(app, one);
    expect(await joinsOf(app, id)).toEqual([{
      party: "artist",
      participantSid: STAY,
      joinedAt: START,
      leftAt: START + MINUTE,
    }]);
  });
});

Deno.test("a leave whose join was lost gives the join time from its duration", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    app.clock.advance(5 * MINUTE);
    const left = await aCallback(app, id, "participant-disconnected", {
      ...person(id, "client", STAY),
      ParticipantDuration: "240",
    });
    await deliver(app, left);
    expect(await joinsOf(app, id)).toMatchObject([
      { joinedAt: START + MINUTE, leftAt: START + 5 * MINUTE },
    ]);
  });
});

Deno.test("a room that ended is completed in the record; the consultation goes on, and a start makes a new room", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await deliver(app, await aCallback(app, id, "room-ended"));
    expect(await app.record(id)).toMatchObject({
      state: "live",
      twilioRoomStatus: "completed",
    });
  });
});

Deno.test("no event ends a consultation: a dropped socket looks like a leave", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    for (const party of ["client", "artist"]) {
      const who = person(id, party, `${STAY}${party}`);
      await deliver(
        app,
        await aCallback(app, id, "participant-connected", who),
      );
      await deliver(
        app,
        await aCallback(app, id, "participant-disconnected", who),
      );
    }
    await deliver(app, await aCallback(app, id, "room-ended"));
    expect((await app.record(id)).state).toBe("live");
  });
});

Deno.test("after the end, late events record attendance and change nothing else", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const who = person(id, "client", STAY);
    const late = [
      await aCallback(app, id, "participant-connected", who),
      await aCallback(app, id, "participant-disconnected", who),
      await aCallback(app, id, "room-created"),
      await aCallback(app, id, "room-ended"),
    ];
    await end(app, id, "artist");
    const record = await app.record(id);
    app.clock.advance(30 * SECOND);
    for (const one of late) expect((await deliver(app, one)).status).toBe(204);
    const stay = { party: "client", participantSid: STAY } as const;
    expect(await app.record(id)).toEqual(
      {
        ...record,
        joins: [{ ...stay, joinedAt: START, leftAt: START }],
      } as typeof record,
    );
  });
});

Deno.test("late events never put a completed room back in progress", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const created = await aCallback(app, id, "room-created");
    const joined = await aCallback(
      app,
      id,
      "participant-connected",
      person(id, "client", STAY),
    );
    await deliver(app, await aCallback(app, id, "room-ended"));
    for (const one of [created, joined]) await deliver(app, one);
    expect(await app.record(id)).toMatchObject({
      twilioRoomStatus: "completed",
    });
  });
});

Deno.test("the end of an older room of the same name does not affect the current one", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const RoomSid = "RM99999999999999999999999999999999";
    const older = await aCallback(app, id, "room-ended", { RoomSid });
    const record = await app.record(id);
    expect((await deliver(app, older)).status).toBe(204);
    expect(await app.record(id)).toEqual(record);
  });
});

Deno.test("a repeat has no effect: with its sequence number, and even under a new one", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const who = person(id, "client", STAY);
    const came = await aCallback(app, id, "participant-connected", who);
    await deliver(app, came);
    const before = await app.settled();
    for (let i = 0; i < 5; i++) {
      expect((await deliver(app, came)).status).toBe(204);
    }
    expect(await app.settled()).toBe(before);
    const record = await app.record(id);
    await deliver(app, { ...came, SequenceNumber: "77777" });
    expect(await app.record(id)).toEqual(record);
  });
});

Deno.test("the same callback ten times at once: one join", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const who = person(id, "client", STAY);
    const came = await aCallback(app, id, "participant-connected", who);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => deliver(app, came)),
    );
    expect(answers.map((one) => one.status)).toEqual(Array(10).fill(204));
    expect((await joinsOf(app, id)).length).toBe(1);
  });
});

Deno.test("an unknown room, and a participant who is neither client nor artist, are ignored", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const record = await app.record(id);
    const callbacks = [
      await aCallback(app, id, "room-ended", { RoomName: "somebody-elses" }),
      ...await Promise.all(
        [`${id}:admin`, "client", "", "aaaaaaaaaaaaaaaaaaaaaaaaaa:client"].map(
          (ParticipantIdentity) =>
            aCallback(app, id, "participant-connected", {
              ParticipantSid: STAY,
              ParticipantIdentity,
            }),
        ),
      ),
    ];
    for (const one of callbacks) {
      expect([204, 400]).toContain((await deliver(app, one)).status);
    }
    expect(await app.record(id)).toEqual(record);
  });
});

Deno.test("an unknown event is acknowledged, so that Twilio does not retry", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const record = await app.record(id);
    const one = await aCallback(app, id, "room-painted-green");
    expect((await deliver(app, one)).status).toBe(204);
    expect(await app.record(id)).toEqual(record);
  });
});

Deno.test("the embedded rooms' own callbacks use the same route and signature", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await end(app, id, "client");
    await app.services.rooms!.close();
    const seen = await app.kv((kv) =>
      Array.fromAsync(kv.list({ prefix: ["callbacks"] }))
    );
    expect(seen.length).toBe(2);
  });
});
