/** How a stream ends, and that nothing remains afterwards. */
import { expect } from "expect";
import { START, withApp } from "@/tests/_support/an_app.ts";
import { EventReader } from "@/tests/_support/event_reader.ts";
import { applyEvent, revokeLink } from "@/tests/_support/reschedule.ts";
import { beat, codeOf, video } from "./_requests.ts";
import { counted, watching, watchingRoom } from "./_streams.ts";

const headers = { accept: "text/event-stream" };

Deno.test("a viewer without permission is refused with a status, and nothing is subscribed", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    const changes = counted(app.services.deps.changes);
    app.replace({ changes });
    const path = `${video(id)}/waiting-status`;
    for (const as of ["nobody", "other_artist"] as const) {
      const room = await app.ask(path, { as, headers });
      expect([401, 404]).toContain(room.status);
      expect(room.headers.get("content-type")).toBe("application/json");
    }
    for (const as of ["nobody", "admin", "client"] as const) {
      const day = await app.ask("/api/artist/day", { as, headers });
      expect([401, 403]).toContain(day.status);
    }
    expect(changes.open).toBe(0);
    expect(app.services.streams.size).toBe(0);
  });
});

Deno.test("an artist who is no longer in the studio's catalog is refused with a status", async () => {
  await withApp(async (app) => {
    await app.kv((kv) => kv.delete(["artists", "ines-vidal"]));
    const day = await app.ask("/api/artist/day", { as: "artist", headers });
    expect([day.status, await codeOf(day)]).toEqual([404, "not_found"]);
  });
});

Deno.test("a HEAD request of a stream opens none", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    for (const path of [`${video(id)}/waiting-status`, "/api/artist/day"]) {
      const ask = { method: "HEAD", as: "artist", headers } as const;
      const response = await app.ask(path, ask);
      expect(response.status).toBe(200);
      expect(app.services.streams.size).toBe(0);
    }
  });
});

Deno.test("a disconnected reader is released: no stream, no watch", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    const changes = counted(app.services.deps.changes);
    app.replace({ changes });
    await watchingRoom(app, id, "artist", async (room) => {
      await watching(app, "/api/artist/day", "artist", async (day) => {
        await room.next();
        await day.next();
        // Each also watches the account, whose sessions may end.
        expect(changes.open).toBe(4);
        expect(app.services.streams.size).toBe(2);
      });
      expect(changes.open).toBe(2);
    });
    expect(changes.open).toBe(0);
    expect(app.services.streams.size).toBe(0);
  });
});

Deno.test("a cancelled consultation is shown to its client, whose old link still shows that", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    await watchingRoom(app, id, "client", async (reader) => {
      await reader.next();
      await applyEvent(app, id, { type: "cancel", by: "artist", noticeMs: 0 });
      const told = (await reader.next())!;
      expect([told.event, told.data.state]).toEqual(["snapshot", "cancelled"]);
    });
  });
});

Deno.test("a client whose link is revoked receives `gone`, and their stream closes", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    const changes = counted(app.services.deps.changes);
    app.replace({ changes });
    await watchingRoom(app, id, "client", async (reader) => {
      await reader.next();
      await revokeLink(app, id);
      const gone = (await reader.next())!;
      expect([gone.event, gone.data.error.code]).toEqual([
        "gone",
        "link_replaced",
      ]);
      expect(await reader.next()).toBe(null);
    });
    expect(changes.open).toBe(0);
    expect(app.services.streams.size).toBe(0);
  });
});

for (const surface of ["the day", "the room"] as const) {
  Deno.test(`an artist who signs out in another tab no longer receives ${surface}`, async () => {
    await withApp(async (app) => {
      const { id } = await app.confirmed();
      app.clock.set(START);
      const path = surface === "the day"
        ? "/api/artist/day"
        : `${video(id)}/waiting-status`;
      await watching(app, path, "artist", async (reader) => {
        await reader.next();
        await app.ask("/sign-out", { method: "POST", as: "artist" });
        await beat(app, id, "client", "arrive");
        const gone = (await reader.next())!;
        expect([gone.event, gone.data.error.code])
          .toEqual(["gone", "sign_in_required"]);
        expect(await reader.next()).toBe(null);
      });
    });
  });
}

Deno.test("a server that shuts down sends `bye` to everyone and closes their streams", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    const changes = counted(app.services.deps.changes);
    app.replace({ changes });
    const path = `${video(id)}/waiting-status`;
    const readers: EventReader[] = [];
    for (const as of ["artist", "client", "admin"] as const) {
      readers.push(new EventReader(await app.ask(path, { as, headers })));
    }
    for (const reader of readers) await reader.next();
    await app.services.drain();
    for (const reader of readers) {
      expect((await reader.next())!.event).toBe("bye");
      expect(await reader.next()).toBe(null);
    }
    expect(changes.open).toBe(0);
  });
});

Deno.test("an artist's day shows arrivals, one event for each change", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    app.clock.set(START);
    await watching(app, "/api/artist/day", "artist", async (reader) => {
      const here = ({ data }: { data: { rows: { client: unknown }[] } }) =>
        data.rows.map((row) => row.client);
      expect(here((await reader.next())!))
        .toEqual([{ here: false, since: null }]);
      await beat(app, id, "client", "arrive");
      await beat(app, id, "client", "beat");
      const came = (await reader.next())!;
      expect(came.id).toBe("2");
      expect(here(came))
        .toEqual([{ here: true, since: new Date(START).toISOString() }]);
      await beat(app, id, "client", "left");
      expect(here((await reader.next())!))
        .toEqual([{ here: false, since: null }]);
    });
  });
});
