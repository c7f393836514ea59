/** What an open page receives when its consultation is moved or cancelled. */
import { expect } from "expect";
import { DAY, iso } from "@/lib/domain/basic/instant.ts";
import { START, withApp } from "@/tests/_support/an_app.ts";
import { beat, codeOf, token, video } from "./_requests.ts";
import { cancel, LATER, move, NEW } from "./_changes.ts";
import { watching, watchingRoom } from "./_streams.ts";

Deno.test("the studio moves it: the client's stream says that its link was replaced and ends; the artist's continues with the new time", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    await watchingRoom(app, id, "client", async (client) => {
      await watchingRoom(app, id, "artist", async (artist) => {
        await client.next();
        await artist.next();
        await move(app, id, "artist");
        expect(await client.next()).toMatchObject({
          event: "gone",
          data: { error: { code: "link_replaced" } },
        });
        expect(await client.next()).toBeNull();
        expect(await artist.next()).toMatchObject({
          event: "snapshot",
          data: { version: 2, startsAt: iso(NEW), window: "early" },
        });
      });
    });
  });
});

Deno.test("the client moves it: their own stream, opened before, continues with the new time", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    await watchingRoom(app, id, "client", async (client) => {
      await client.next();
      await move(app, id, "client");
      expect(await client.next()).toMatchObject({
        event: "snapshot",
        data: { version: 2, startsAt: iso(NEW) },
      });
    });
  });
});

Deno.test("the client moves it while their page is being answered: the answer has the new time, and they are no stranger", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    const { consultations } = app.services.deps;
    app.replace({
      consultations: {
        ...consultations,
        async getWithPresence(wanted) {
          const read = await consultations.getWithPresence(wanted);
          app.replace({ consultations });
          await move(app, id, "client");
          return read;
        },
      },
    });
    const answer = await app.ask(`${video(id)}/waiting-status`, {
      as: "client",
    });
    expect(await answer.json()).toMatchObject({
      version: 2,
      startsAt: iso(NEW),
    });
  });
});

Deno.test("a cancellation reaches both streams at once, naming who cancelled", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    await watchingRoom(app, id, "client", async (client) => {
      await watchingRoom(app, id, "artist", async (artist) => {
        await client.next();
        await artist.next();
        await cancel(app, id, "artist");
        for (const reader of [client, artist]) {
          expect(await reader.next()).toMatchObject({
            data: { state: "cancelled", cancelledBy: "artist" },
          });
        }
      });
    });
  });
});

Deno.test("the artist's day loses what is moved to another day, and gets it back", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(START);
    await watching(app, "/api/artist/day", "artist", async (day) => {
      expect((await day.next())!.data.rows.length).toBe(1);
      await move(app, id, "artist", START + DAY);
      expect((await day.next())!.data.rows).toEqual([]);
      await move(app, id, "artist", START);
      expect((await day.next())!.data.rows).toMatchObject([{ id }]);
    });
  });
});

Deno.test("nobody with the old link gets into a call: not by a heartbeat, not by a token, not when it is live", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(START);
    app.clock.set(START);
    await beat(app, id, "client", "arrive");
    // 15 minutes later, within the same window.
    await move(app, id, "artist", START + 15 * 60_000);
    app.clock.set(START + 15 * 60_000);
    expect(await codeOf(await beat(app, id, "client"))).toBe("link_replaced");
    await app.ask(`/api/video/consultation/${id}/start-session`, {
      method: "POST",
      as: "artist",
    });
    expect((await app.record(id)).state).toBe("live");
    const refused = await token(app, id, "client", { tab: "tab-of-this-test" });
    expect(await codeOf(refused)).toBe("link_replaced");
  });
});
