/** A crash or an end between two steps is repaired by the next request. */
import { expect } from "expect";
import { HOUR, MINUTE } from "@/lib/domain/basic/instant.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { sweep } from "@/lib/usecases/reconcile/sweep.ts";
import { START, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { roomsDown, roomsHeld } from "@/tests/_support/faulty_rooms.ts";
import { codeOf, end, live, start, token } from "./_requests.ts";

Deno.test("a start whose room cannot be created says so, and is live anyway", async () => {
  await withApp(async (app) => {
    const id = await startedWithoutRoom(app);
    expect(await app.record(id)).toMatchObject({
      state: "live",
      twilioRoomStatus: "pending",
      twilioRoomSid: null,
    });
    expect(await app.rooms(id)).toEqual([]);
  });
});

Deno.test("the next start creates the missing room, and keeps the first start's time", async () => {
  await withApp(async (app) => {
    const id = await startedWithoutRoom(app);
    app.clock.advance(5_000);
    const again = await (await start(app, id)).json();
    expect(again.sessionStartedAt).toBe(new Date(START).toISOString());
    expect(again.twilioRoomStatus).toBe("in-progress");
    expect(await openRooms(app, id)).toBe(1);
  });
});

Deno.test("a token request creates the room that the start could not", async () => {
  await withApp(async (app) => {
    const id = await startedWithoutRoom(app);
    expect(await codeOf(await token(app, id, "client"))).toBe("ok");
    expect(await app.record(id)).toMatchObject({
      twilioRoomStatus: "in-progress",
    });
    expect(await openRooms(app, id)).toBe(1);
  });
});

Deno.test("while the room cannot be created, a token is refused with a retry time", async () => {
  await withApp(async (app) => {
    const { videoRooms } = app.services.deps;
    const id = await startedWithoutRoom(app);
    app.replace({ videoRooms: roomsDown(videoRooms) });
    const response = await token(app, id, "client");
    expect(response.headers.get("retry-after")).toBe("2");
    expect(await codeOf(response)).toBe("room_not_ready");
  });
});

Deno.test("a start that created a room and crashed before recording it is resumed by the next: one room", async () => {
  await withApp(async (app) => {
    const { videoRooms } = app.services.deps;
    const { id } = await app.confirmed();
    app.clock.set(START);
    const diesAfter = async (name: string) => {
      await videoRooms.ensure(name);
      throw new Error("the process died here");
    };
    app.replace({ videoRooms: { ...videoRooms, ensure: diesAfter } });
    expect(await codeOf(await start(app, id))).toBe("video_unavailable");
    app.replace({ videoRooms });
    expect(await codeOf(await start(app, id))).toBe("ok");
    const rooms = await app.rooms(id);
    expect(rooms.length).toBe(1);
    expect(await app.record(id)).toMatchObject({
      twilioRoomSid: rooms[0]!.sid,
    });
  });
});

Deno.test("without a retry, the sweep after the close ends it and leaves no room", async () => {
  await withApp(async (app) => {
    const id = await startedWithoutRoom(app);
    app.clock.advance(2 * HOUR);
    await sweep(app.services.deps);
    app.clock.advance(MINUTE);
    await sweep(app.services.deps);
    expect(await app.record(id)).toMatchObject({
      state: "ended",
      endedBy: "system",
      twilioRoomStatus: "completed",
    });
    expect(await openRooms(app, id)).toBe(0);
  });
});

for (const hold of ["before it is made", "after it is made"] as const) {
  Deno.test(`ended while its room was being created (${hold}): no room stays open`, async () => {
    await withApp(async (app) => {
      const { id } = await app.confirmed();
      app.clock.set(START);
      const held = roomsHeld(app.services.deps.videoRooms, hold);
      app.replace({ videoRooms: held.videoRooms });
      const starting = start(app, id);
      await held.asked;
      expect(await codeOf(await end(app, id, "client"))).toBe("ok");
      held.letGo();
      expect(await codeOf(await starting)).toBe("consultation_ended");
      expect(await openRooms(app, id)).toBe(0);
      expect(await app.record(id)).toMatchObject({
        state: "ended",
        endedBy: "client",
        twilioRoomStatus: "completed",
      });
    });
  });
}

Deno.test("ended while its room was being created, and the service then fails: the sweep still finds the room", async () => {
  await withApp(async (app) => {
    const { videoRooms } = app.services.deps;
    const { id } = await app.confirmed();
    app.clock.set(START);
    const held = roomsHeld(videoRooms, "before it is made");
    const parts = { ...held.videoRooms };
    app.replace({ videoRooms: parts });
    const starting = start(app, id);
    await held.asked;
    await end(app, id, "client");
    parts.complete = roomsDown(videoRooms).complete;
    held.letGo();
    await starting;
    expect(await openRooms(app, id)).toBe(1);

    app.replace({ videoRooms });
    app.clock.advance(MINUTE);
    await sweep(app.services.deps);
    expect(await openRooms(app, id)).toBe(0);
    expect(await app.record(id)).toMatchObject({
      twilioRoomStatus: "completed",
    });
  });
});

Deno.test("ended between a token's authorisation and its room: no room is created for an ended session", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const id = await live(app);
    // Its room is over, so a token needs another one.
    const [room] = await app.rooms(id);
    await deps.videoRooms.complete(room!.sid);
    await app.settled();
    const { consultations } = deps;
    app.replace({
      consultations: {
        ...consultations,
        async getWithPresence(wanted) {
          const read = await consultations.getWithPresence(wanted);
          app.replace({ consultations });
          await end(app, id, "artist");
          return read;
        },
      },
    });
    expect(await codeOf(await token(app, id, "client")))
      .toBe("consultation_ended");
    expect((await app.rooms(id)).map((room) => room.status))
      .toEqual(["completed"]);
  });
});

Deno.test("with the video service down the session still ends; the sweep completes the room later", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const { videoRooms } = app.services.deps;
    app.replace({ videoRooms: roomsDown(videoRooms) });
    expect(await codeOf(await end(app, id, "artist"))).toBe("ok");
    expect(await app.record(id)).toMatchObject({
      state: "ended",
      twilioRoomStatus: "in-progress",
    });
    await sweep(app.services.deps);
    expect(await openRooms(app, id)).toBe(1);

    app.replace({ videoRooms });
    await sweep(app.services.deps);
    expect(await openRooms(app, id)).toBe(0);
    expect(await app.record(id)).toMatchObject({
      twilioRoomStatus: "completed",
    });
  });
});

Deno.test("after an end without the video service, a second end completes the room", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const { videoRooms } = app.services.deps;
    app.replace({ videoRooms: roomsDown(videoRooms) });
    await end(app, id, "artist");
    app.replace({ videoRooms });
    const again = await (await end(app, id, "client")).json();
    expect(again.twilioRoomStatus).toBe("completed");
    expect(await openRooms(app, id)).toBe(0);
  });
});

async function startedWithoutRoom(app: TestApp): Promise<ConsultationId> {
  const { videoRooms } = app.services.deps;
  const { id } = await app.confirmed();
  app.clock.set(START);
  app.replace({ videoRooms: roomsDown(videoRooms) });
  const response = await start(app, id);
  expect(response.status).toBe(503);
  expect(await codeOf(response)).toBe("video_unavailable");
  app.replace({ videoRooms });
  return id;
}

async function openRooms(app: TestApp, id: ConsultationId): Promise<number> {
  return (await app.rooms(id)).filter((room) => room.status === "in-progress")
    .length;
}
