/** An artist's private feed: a secret address, and what it reveals. */
import { expect } from "expect";
import { createCalendarFeeds } from "@/lib/adapters/kv/calendar_feeds.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import { DAY, HOUR, MINUTE } from "@/lib/domain/basic/instant.ts";
import {
  BASE_URL,
  INES,
  START,
  type TestApp,
  type Who,
  withApp,
} from "@/tests/_support/an_app.ts";
import { badLines, readIcs, unfolded } from "@/tests/_support/ics.ts";
import { cancel, LATER, move, NEW } from "./_changes.ts";

const press = (
  app: TestApp,
  what: string,
  as: Who = "artist",
  headers: Record<string, string> = {},
) =>
  app.fetch(
    new Request(`${BASE_URL}/artist/calendar`, {
      method: "POST",
      headers: {
        cookie: app.cookieOf(as),
        "content-type": "application/x-www-form-urlencoded",
        ...headers,
      },
      body: `do=${what}`,
    }),
  );

/** The path of a new address, as the page shows it. */
async function newAddress(app: TestApp, as: Who = "artist"): Promise<string> {
  const answer = await press(app, "renew", as);
  expect(answer.status).toBe(200);
  const html = await answer.text();
  const found = /value="(http[^"]+\/calendar\/[A-Za-z0-9_-]{43}\.ics)"/.exec(
    html,
  );
  const url = found![1]!;
  expect(html).toContain(`href="${url.replace("http:", "webcal:")}"`);
  return url.slice(BASE_URL.length);
}

async function eventsAt(app: TestApp, path: string) {
  const answer = await app.ask(path);
  expect(answer.status).toBe(200);
  const file = await answer.text();
  expect(badLines(file)).toEqual([]);
  return readIcs(file).events;
}

Deno.test("the feed shows requests, confirmed and cancelled consultations, at their current time, with a first name and a service", async () => {
  await withApp(async (app) => {
    const path = await newAddress(app);
    expect(await eventsAt(app, path)).toEqual([]);
    const asked = await app.requested(LATER, "Mara Lindqvist");
    const { id: agreed } = await app.confirmed(LATER + HOUR, "Dilan Öz");
    const shown = async () =>
      (await eventsAt(app, path)).map((event) => [
        event.uid.split("@")[0],
        event.status,
        event.value("summary"),
        event.startsAt,
        event.sequence,
      ]);
    expect(await shown()).toEqual([
      [asked, "TENTATIVE", "Bridal trial: Mara", LATER, 0],
      [agreed, "CONFIRMED", "Bridal trial: Dilan", LATER + HOUR, 1],
    ]);
    await move(app, agreed, "artist", NEW);
    await cancel(app, asked, "artist");
    expect(await shown()).toEqual([
      [agreed, "CONFIRMED", "Bridal trial: Dilan", NEW, 2],
    ]);
    await cancel(app, agreed, "artist");
    expect(await shown()).toEqual([
      [agreed, "CANCELLED", "Bridal trial: Dilan", NEW, 3],
    ]);
    const file = await (await app.ask(path)).text();
    expect(file).not.toMatch(/Öz|mara@|client\.example|METHOD|ATTENDEE/);
    expect(unfolded(file)).toContain(
      "X-WR-CALNAME:Inès Vidal\\, Atelier Rosewood",
    );
  });
});

Deno.test("each change of a consultation's time or status raises its SEQUENCE, the confirmation too", async () => {
  await withApp(async (app) => {
    const path = await newAddress(app);
    const id = await app.requested(LATER);
    const sequences: number[] = [];
    const look = async () => {
      const [event] = await eventsAt(app, path);
      sequences.push(event!.sequence);
    };
    await look();
    const confirmed = await app.ask(`/api/appointments/${id}/confirm`, {
      method: "POST",
      as: "artist",
      body: {},
    });
    expect(confirmed.status).toBe(200);
    await confirmed.body?.cancel();
    await look();
    await move(app, id, "artist", NEW);
    await look();
    await cancel(app, id, "artist");
    await look();
    expect(sequences).toEqual([0, 1, 2, 3]);
  });
});

Deno.test("the feed covers the last thirty days, and no other artist's calendar", async () => {
  await withApp(async (app) => {
    const path = await newAddress(app);
    const other = await newAddress(app, "other_artist");
    const { id } = await app.confirmed();
    const uids = async (at: string) =>
      (await eventsAt(app, at)).map(({ uid }) => uid.split("@")[0]);
    expect([await uids(path), await uids(other)]).toEqual([[id], []]);
    app.clock.set(START + 30 * DAY);
    expect(await uids(path)).toEqual([id]);
    app.clock.set(START + 30 * DAY + MINUTE);
    expect(await uids(path)).toEqual([]);
  });
});

Deno.test("the address is shown once, its secret is not stored, and the page only says when it was created", async () => {
  await withApp(async (app) => {
    const path = await newAddress(app);
    const secret = /calendar\/(.*)\.ics/.exec(path)![1]!;
    expect(await app.values()).not.toContain(secret);
    const html = await (await app.ask("/artist/calendar", { as: "artist" }))
      .text();
    expect(html).not.toContain(secret);
    expect(html).toContain("Central European Standard Time");
  });
});

Deno.test("a new address invalidates the old one, and removing it invalidates both", async () => {
  await withApp(async (app) => {
    const first = await newAddress(app);
    const second = await newAddress(app);
    expect((await app.ask(first)).status).toBe(404);
    expect((await app.ask(second)).status).toBe(200);
    expect((await press(app, "end")).status).toBe(303);
    expect((await app.ask(second)).status).toBe(404);
    // Again, like a second click: there is nothing left to end.
    expect((await press(app, "end")).status).toBe(303);
    expect(await app.values()).not.toContain("calendar_feeds");
  });
});

Deno.test("of concurrent renewals one address stays valid", async () => {
  await withApp(async (app) => {
    const paths = await Promise.all([1, 2, 3, 4].map(() => newAddress(app)));
    const statuses = await Promise.all(
      paths.map(async (path) => (await app.ask(path)).status),
    );
    expect(statuses.toSorted()).toEqual([200, 404, 404, 404]);
  });
});

Deno.test("reading changes nothing: GET or HEAD, with a valid or an invalid address", async () => {
  await withApp(async (app) => {
    const path = await newAddress(app);
    await app.confirmed();
    const before = await app.dump();
    for (let i = 0; i < 20; i++) {
      expect((await app.ask(path)).status).toBe(200);
      const head = await app.ask(path, { method: "HEAD" });
      expect(head.status).toBe(200);
      await app.ask(`/calendar/${"x".repeat(43)}.ics`);
    }
    await app.ask("/artist/calendar", { as: "artist" });
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("a calendar program with the current version gets a 304; a change gives a new tag", async () => {
  await withApp(async (app) => {
    const path = await newAddress(app);
    await app.confirmed(LATER);
    const first = await app.ask(path);
    const etag = first.headers.get("etag")!;
    expect(first.headers.get("content-type"))
      .toBe("text/calendar; charset=utf-8");
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    await first.body?.cancel();
    for (const has of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const headers = { "if-none-match": has };
      const again = await app.ask(path, { headers });
      expect([has, again.status, await again.text()]).toEqual([has, 304, ""]);
      expect(again.headers.get("etag")).toBe(etag);
    }
    // An hour later, without changes, it is the same file to the octet.
    app.clock.advance(HOUR);
    const headers = { "if-none-match": etag };
    expect((await app.ask(path, { headers })).status).toBe(304);
    await app.requested(NEW);
    expect((await app.ask(path, { headers })).status).toBe(200);
  });
});

Deno.test("attack: a wrong, short, long or malformed address is not found, and all look alike", async () => {
  await withApp(async (app) => {
    const path = await newAddress(app);
    const right = /calendar\/(.*)\.ics/.exec(path)![1]!;
    const answers = [];
    for (
      const secret of [
        "x".repeat(43),
        right.slice(1),
        `${right}x`,
        right.toLowerCase() === right
          ? right.toUpperCase()
          : right.toLowerCase(),
        "%00".repeat(43),
        "..%2f..%2fadmin",
        "a",
      ]
    ) {
      const answer = await app.ask(`/calendar/${secret}.ics`);
      answers.push(`${answer.status} ${await answer.text()}`);
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^404 /);
    const post = await app.ask(path, { method: "POST", body: {} });
    expect([post.status, post.headers.get("allow")]).toEqual([
      405,
      "GET, HEAD",
    ]);
  });
});

Deno.test("attack: one network address is rate limited, and learns how long to wait", async () => {
  await withApp(async (app) => {
    const path = await newAddress(app);
    let last = await app.ask(path);
    for (let i = 0; i < 60; i++) {
      await last.body?.cancel();
      last = await app.ask(path);
    }
    expect(last.status).toBe(429);
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
    app.clock.advance(MINUTE);
    expect((await app.ask(path)).status).toBe(200);
  });
});

Deno.test("attack: the page is for the artist only, and another site cannot press its buttons", async () => {
  await withApp(async (app) => {
    for (const who of ["nobody", "client", "admin"] as const) {
      const answer = await press(app, "renew", who);
      expect([who, answer.status]).toEqual([who, 303]);
    }
    const cross = { "sec-fetch-site": "cross-site" };
    expect((await press(app, "renew", "artist", cross)).status).toBe(403);
    expect((await press(app, "anything else")).status).toBe(400);
    expect(await app.values()).not.toContain("calendar_feeds");
    for (let i = 0; i < 20; i++) await newAddress(app);
    expect((await press(app, "renew")).status).toBe(429);
  });
});

Deno.test("an artist whose account has ended has no feed", async () => {
  await withApp(async (app) => {
    const path = await newAddress(app);
    const { deps } = app.services;
    const artist = (await deps.catalog.artist(INES))!;
    await deps.catalog.restore({ artists: [{ ...artist, retired: true }] });
    expect((await app.ask(path)).status).toBe(404);
  });
});

Deno.test("a store with contention on one artist's address fails with an error, and leaves at most one address", async () => {
  await withApp(async (app) => {
    await app.kv(async (kv) => {
      const feeds = createCalendarFeeds(new Store(kv));
      const hashes = Array.from({ length: 8 }, (_, i) => `hash-${i}`);
      await Promise.allSettled(
        hashes.map((hash) => feeds.put(INES, { hash, madeAt: START })),
      );
      const living = await Promise.all(
        hashes.map((hash) => feeds.byHash(hash)),
      );
      expect(living.filter((artist) => artist !== null)).toEqual([INES]);
      expect(hashes).toContain((await feeds.of(INES))!.hash);
    });
  });
});
