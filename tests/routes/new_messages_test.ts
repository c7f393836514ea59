/** What clients have written and the artist has not read, in the artist's day. */
import { expect } from "expect";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { DAY, HOUR } from "@/lib/domain/basic/instant.ts";
import { readUpcoming } from "@/lib/pages/consultation/artist_requests.ts";
import type { DaySnapshot } from "@/lib/wire/wire.ts";
import {
  INES,
  START,
  type TestApp,
  type Who,
  withApp,
} from "@/tests/_support/an_app.ts";
import { codeOf, consultationPath, end, live, video } from "./_requests.ts";
import { watching } from "./_streams.ts";

let keys = 0;

const send = (app: TestApp, id: ConsultationId, text: string) =>
  app.ask(`${video(id)}/messages`, {
    method: "POST",
    as: "client",
    body: { text, key: `key-number-${++keys}` },
  });

const readUpTo = async (
  app: TestApp,
  id: ConsultationId,
  number: unknown,
  as: Who = "artist",
) =>
  await codeOf(
    await app.ask(`${video(id)}/messages/read`, {
      method: "POST",
      as,
      body: { number },
    }),
  );

const newIn = ({ rows }: DaySnapshot) =>
  rows.map(({ newMessages = 0 }) => newMessages);

async function newToday(app: TestApp) {
  return newIn(
    await (await app.ask("/api/artist/day", { as: "artist" })).json(),
  );
}

Deno.test("a client's message shows in the artist's day, live, until the artist has read it", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    app.clock.set(START - HOUR);
    await watching(app, "/api/artist/day", "artist", async (reader) => {
      const counts = async (wanted: number) =>
        (await reader.until(({ data }) =>
          newIn(data as DaySnapshot)[0] === wanted
        )).length > 0;
      await reader.next();
      await send(app, id, "I am late");
      expect(await counts(1)).toBe(true);
      await send(app, id, "Ten minutes");
      expect(await counts(2)).toBe(true);
      expect(await readUpTo(app, id, 2)).toBe("ok");
      expect(await counts(0)).toBe(true);
    });
    await send(app, id, "There in a moment");
    expect(await newToday(app)).toEqual([1]);
    await app.ask(`${video(id)}/messages`, { as: "artist" });
    // Fetched by a page that nobody may look at.
    expect(await newToday(app)).toEqual([1]);
  });
});

Deno.test("a message for another day shows among what is upcoming", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(START + DAY);
    app.clock.set(START);
    const upcoming = async () =>
      (await readUpcoming(app.services.deps, {
        artistId: INES,
        zone: "Europe/Paris",
      })).coming.map(({ newMessages }) => newMessages);
    expect(await upcoming()).toEqual([0]);
    await send(app, id, "May I bring my sister?");
    expect(await upcoming()).toEqual([1]);
    await readUpTo(app, id, 1);
    expect(await upcoming()).toEqual([0]);
  });
});

Deno.test("of a consultation that is over nothing is new, and with it the note is erased", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await send(app, id, "I can't hear you");
    expect(await newToday(app)).toEqual([1]);
    await readUpTo(app, id, 1);
    await send(app, id, "Hello?");
    await end(app, id, "client");
    await app.settled();
    expect(await newToday(app)).toEqual([0]);
    const note = () =>
      app.kv(async (kv) => (await kv.get(["chat_read", id])).value);
    expect(await note()).toBe(1);
    const erased = await app.ask(`${consultationPath(id)}/erase`, {
      method: "POST",
      as: "artist",
    });
    expect(await codeOf(erased)).toBe("ok");
    expect(await note()).toBeNull();
    expect(await readUpTo(app, id, 2)).toBe("ok");
    expect(await note()).toBeNull();
  });
});

Deno.test("only the artist of the consultation has read its messages, and no more than there are", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    app.clock.set(START);
    await send(app, id, "Hello");
    const before = await app.dump();
    expect(await readUpTo(app, id, 1, "client")).toBe("wrong_role");
    expect(await readUpTo(app, id, 1, "admin")).toBe("wrong_role");
    expect(await readUpTo(app, id, 1, "other_artist")).toBe("not_found");
    expect(await readUpTo(app, id, 1, "nobody")).toBe("sign_in_required");
    for (const number of [0, -1, 1.5, "1", null, undefined, 1e300]) {
      const code = number === 1e300 ? "ok" : "invalid_input";
      expect([number, await readUpTo(app, id, number)]).toEqual([number, code]);
      if (code !== "ok") expect(await app.dump()).toBe(before);
    }
    expect(await newToday(app)).toEqual([0]);
    await send(app, id, "And another one");
    expect(await newToday(app)).toEqual([1]);
  });
});
