import { expect } from "expect";
import { MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";
import { START, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { roomsHeld } from "@/tests/_support/faulty_rooms.ts";
import { beat, end, live, start, video } from "./_requests.ts";
import { watchingRoom } from "./_streams.ts";

Deno.test("the stream begins with the complete waiting room, equal to the plain answer", async () => {
  await withApp(async (app) => {
    const id = await atStart(app);
    await beat(app, id, "client", "arrive");
    const path = `${video(id)}/waiting-status`;
    const plain = await (await app.ask(path, { as: "artist" })).json();
    await watchingRoom(app, id, "artist", async (reader) => {
      const first = await reader.next();
      expect(first).toEqual({ event: "snapshot", id: "1", data: plain });
      expect(plain).toMatchObject({
        id,
        state: "confirmed",
        waitingRoomStatus: "client_waiting",
        client: { here: true, since: new Date(START).toISOString() },
        artist: { here: false, since: null },
        window: "open",
      });
    });
  });
});

Deno.test("one event when the client comes and one when they leave; none for a heartbeat", async () => {
  await withApp(async (app) => {
    const id = await atStart(app);
    await watchingRoom(app, id, "artist", async (reader) => {
      await reader.next();
      await beat(app, id, "client", "arrive");
      const came = (await reader.next())!;
      for (let i = 0; i < 5; i++) {
        app.clock.advance(6 * SECOND);
        await beat(app, id, "client", "beat");
      }
      await beat(app, id, "client", "left");
      const left = (await reader.next())!;
      expect([came.id, came.data.waitingRoomStatus])
        .toEqual(["2", "client_waiting"]);
      expect([left.id, left.data.waitingRoomStatus]).toEqual(["3", "empty"]);
    });
  });
});

Deno.test("a client whose phone dies is shown as gone when the lease expires, without any write", async () => {
  await withApp(async (app) => {
    const id = await atStart(app);
    await beat(app, id, "client", "arrive");
    app.clock.advance(18 * SECOND - 5);
    const before = await app.dump();
    await watchingRoom(app, id, "artist", async (reader) => {
      expect((await reader.next())!.data.client.here).toBe(true);
      app.clock.advance(5);
      const lapsed = (await reader.next())!;
      expect(lapsed.data.waitingRoomStatus).toBe("empty");
    });
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("a waiting page is notified when the window opens and when it closes", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    const edges = [
      [START - 10 * MINUTE, "early", "open"],
      [START + 60 * MINUTE + SECOND, "open", "closed"],
    ] as const;
    for (const [at, before, after] of edges) {
      app.clock.set(at - 5);
      await watchingRoom(app, id, "client", async (reader) => {
        expect((await reader.next())!.data.window).toBe(before);
        app.clock.set(at);
        expect((await reader.next())!.data.window).toBe(after);
      });
    }
  });
});

Deno.test("the client sees the start at once, and then that the room is ready", async () => {
  await withApp(async (app) => {
    const id = await atStart(app);
    const held = roomsHeld(app.services.deps.videoRooms, "before it is made");
    app.replace({ videoRooms: held.videoRooms });
    await watchingRoom(app, id, "client", async (reader) => {
      await reader.next();
      const starting = start(app, id);
      expect((await reader.next())!.data).toMatchObject({
        state: "live",
        twilioRoomStatus: "pending",
        sessionStartedAt: new Date(START).toISOString(),
      });
      held.letGo();
      expect((await reader.next())!.data.twilioRoomStatus).toBe("in-progress");
      await starting;
    });
  });
});

Deno.test("both see the end; no two consecutive events are equal", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await watchingRoom(app, id, "artist", async (artist) => {
      await watchingRoom(app, id, "client", async (client) => {
        await end(app, id, "client");
        for (const reader of [artist, client]) {
          const seen = await reader.until(({ data }) =>
            data.twilioRoomStatus === "completed"
          );
          expect(seen.at(-1)!.data).toMatchObject({
            state: "ended",
            sessionEndedAt: new Date(START).toISOString(),
          });
          const said = seen.map(({ data }) => JSON.stringify(data));
          expect(new Set(said).size).toBe(said.length);
        }
      });
    });
  });
});

Deno.test("two viewers see one change, each in their own view: the tab is sent only to its holder", async () => {
  await withApp(async (app) => {
    const id = await atStart(app);
    await watchingRoom(app, id, "artist", async (artist) => {
      await watchingRoom(app, id, "client", async (client) => {
        await artist.next();
        await client.next();
        await beat(app, id, "client", "arrive", "the-clients-tab");
        expect((await client.next())!.data.holder).toBe("the-clients-tab");
        const seen = (await artist.next())!;
        expect(seen.data.holder).toBe(null);
        expect(JSON.stringify(seen)).not.toContain("the-clients-tab");
      });
    });
  });
});

async function atStart(app: TestApp) {
  const { id } = await app.confirmed();
  app.clock.set(START);
  return id;
}
