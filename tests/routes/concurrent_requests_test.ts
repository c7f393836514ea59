import { expect } from "expect";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import { START, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { end, live, start } from "./_requests.ts";

for (const count of [2, 10]) {
  Deno.test(`${count} concurrent starts: one start, one room, one answer for all`, async () => {
    await withApp(async (app) => {
      const { id } = await app.confirmed();
      app.clock.set(START);
      ticking(app);
      const answers = await Promise.all(
        Array.from(
          { length: count },
          async () => (await start(app, id)).json(),
        ),
      );
      const record = await app.record(id);
      expect(record.state).toBe("live");
      const rooms = await app.rooms(id);
      expect(rooms.map((room) => room.status)).toEqual(["in-progress"]);
      for (const answer of answers) {
        expect(answer).toMatchObject({
          state: "live",
          sessionStartedAt: isoOf(record, "sessionStartedAt"),
          twilioRoomSid: rooms[0]!.sid,
          twilioRoomStatus: "in-progress",
        });
      }
    });
  });
}

Deno.test("both end it at once: one end, one time for both, the room completed", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    ticking(app);
    const answers = await Promise.all(
      (["artist", "client", "artist", "client"] as const).map(async (who) =>
        (await end(app, id, who)).json()
      ),
    );
    const record = await app.record(id);
    expect(record).toMatchObject({
      state: "ended",
      twilioRoomStatus: "completed",
    });
    for (const answer of answers) {
      expect(answer.state).toBe("ended");
      expect(answer.sessionEndedAt).toBe(isoOf(record, "sessionEndedAt"));
      expect(answer.sessionStartedAt).toBe(isoOf(record, "sessionStartedAt"));
    }
    expect((await app.rooms(id)).map((room) => room.status))
      .toEqual(["completed"]);
  });
});

for (
  const [first, second] of [["artist", "client"], ["client", "artist"]] as const
) {
  Deno.test(`the ${second} ends what the ${first} has ended: a no-op with the same answer`, async () => {
    await withApp(async (app) => {
      const id = await live(app);
      app.clock.advance(60 * SECOND);
      const answer = await (await end(app, id, first)).json();
      const before = await app.settled();
      app.clock.advance(5 * SECOND);
      const again = await end(app, id, second);
      expect(again.status).toBe(200);
      expect(await again.json()).toEqual(answer);
      expect(await app.settled()).toBe(before);
      expect(await app.record(id)).toMatchObject({ endedBy: first });
    });
  });
}

Deno.test("a concurrent start and end leave no room open", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await Promise.all([
      end(app, id, "client"),
      start(app, id),
      end(app, id, "artist"),
      start(app, id),
    ]);
    expect((await app.record(id)).state).toBe("ended");
    expect((await app.rooms(id)).map((room) => room.status))
      .toEqual(["completed"]);
  });
});

Deno.test("what has ended cannot be started again", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await end(app, id, "artist");
    const before = await app.settled();
    expect((await start(app, id)).status).toBe(410);
    expect(await app.settled()).toBe(before);
  });
});

/** Each read of the clock is a millisecond later, so two writes would differ. */
function ticking({ clock }: TestApp) {
  const now = clock.now.bind(clock);
  clock.now = () => {
    clock.advance(1);
    return now();
  };
}

function isoOf(record: object, field: string): string {
  return new Date((record as Record<string, number>)[field]!).toISOString();
}
