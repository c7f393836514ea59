/** Messages of client and artist, over the API: who may write and read what, and what a hostile page can do. */
import { expect } from "expect";
import { clientCookie } from "@/lib/http/session/cookies.ts";
import { DAY, HOUR, MINUTE } from "@/lib/domain/basic/instant.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { Exchange } from "@/lib/domain/call/exchange.ts";
import { sweep } from "@/lib/usecases/reconcile/sweep.ts";
import type { ChatMessageAnswer } from "@/lib/wire/wire.ts";
import {
  START,
  type TestApp,
  type Who,
  withApp,
} from "@/tests/_support/an_app.ts";
import { offerPages } from "@/tests/_support/offer_pages.ts";
import {
  codeOf,
  consultationPath,
  end,
  live,
  start,
  video,
} from "./_requests.ts";
import { watching } from "./_streams.ts";

let keys = 0;

const send = (
  app: TestApp,
  id: ConsultationId,
  as: Who,
  text: unknown,
  key: unknown = `key-number-${++keys}`,
) =>
  app.ask(`${video(id)}/messages`, {
    method: "POST",
    as,
    body: { text, key },
  });

const sendCode = async (...all: Parameters<typeof send>) =>
  await codeOf(await send(...all));

async function read(
  app: TestApp,
  id: ConsultationId,
  { as = "client", after = "" }: { as?: Who; after?: string } = {},
): Promise<readonly ChatMessageAnswer[]> {
  const query = after === "" ? "" : `?after=${after}`;
  const response = await app.ask(`${video(id)}/messages${query}`, { as });
  return (await response.json()).messages;
}

const texts = (messages: readonly ChatMessageAnswer[]) =>
  messages.map(({ from, text }) => `${from}: ${text}`);

Deno.test("both write from the confirmation on, and both and the admin read it, then and afterwards", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(START + DAY);
    expect(await sendCode(app, id, "client", "May I bring my sister?"))
      .toBe("ok");
    expect(await sendCode(app, id, "artist", "Of course.")).toBe("ok");
    app.clock.set(START + DAY);
    await start(app, id);
    expect(await sendCode(app, id, "client", "I can't hear you")).toBe("ok");
    await end(app, id, "artist");
    for (const as of ["client", "artist", "admin"] as const) {
      expect(texts(await read(app, id, { as }))).toEqual([
        "client: May I bring my sister?",
        "artist: Of course.",
        "client: I can't hear you",
      ]);
    }
  });
});

Deno.test("the messages after a number are asked for by it; anything else asks for all", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    for (const text of ["1", "2", "3"]) await send(app, id, "client", text);
    const after = async (n: string) =>
      (await read(app, id, { after: n })).map(({ number }) => number);
    expect(await after("0")).toEqual([1, 2, 3]);
    expect(await after("2")).toEqual([3]);
    expect(await after("3")).toEqual([]);
    for (const bad of ["-1", "x", "1.5", "1e9", "99999999999999999999"]) {
      expect(await after(bad)).toEqual([1, 2, 3]);
    }
  });
});

Deno.test("the other person's stream brings a snapshot that counts the message", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    await watching(
      app,
      `${video(id)}/waiting-status`,
      "artist",
      async (reader) => {
        await reader.next();
        await send(app, id, "client", "I am late");
        const event = await reader.until(({ data }) =>
          (data as { exchange?: Exchange }).exchange?.messages === 1
        );
        expect(event.at(-1)?.event).toBe("snapshot");
      },
    );
  });
});

Deno.test("the client of another consultation neither reads nor writes, nor learns that there is one", async () => {
  await withApp(async (app) => {
    const { id: theirs } = await app.confirmed(START, "Clara Haas");
    await send(app, theirs, "client", "A secret of Clara's");
    const own = app.cookieOf("client");
    const { id } = await app.confirmed(START + 2 * HOUR);
    // The cookie's name is the consultation's: renamed, it still is of the other.
    const [, secret = ""] = app.cookieOf("client").split("=");
    app.admit("guest", `${clientCookie(theirs)}=${secret}`);
    const before = await app.dump();
    for (const as of ["client", "guest", "other_artist", "nobody"] as const) {
      const code = as === "other_artist" ? "not_found" : "sign_in_required";
      const got = await app.ask(`${video(theirs)}/messages`, { as });
      expect([as, await codeOf(got)]).toEqual([as, code]);
      expect([as, await sendCode(app, theirs, as, "Hello")])
        .toEqual([as, code]);
    }
    expect(await app.dump()).toBe(before);
    app.admit("client", own);
    expect(texts(await read(app, theirs))).toEqual([
      "client: A secret of Clara's",
    ]);
    expect(id).not.toBe(theirs);
  });
});

Deno.test("an admin reads and does not write", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    const before = await app.dump();
    expect(await sendCode(app, id, "admin", "Hello")).toBe("wrong_role");
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("nothing is written before the confirmation, after the end, or after the window", async () => {
  await withApp(async (app) => {
    const asked = await app.requested(START + 2 * HOUR);
    expect(await sendCode(app, asked, "artist", "Hi")).toBe("not_confirmed");
    const id = await live(app);
    await end(app, id, "client");
    await app.settled();
    for (const as of ["client", "artist"] as const) {
      expect(await sendCode(app, id, as, "One more thing"))
        .toBe("consultation_ended");
    }
    expect(await read(app, id)).toEqual([]);
  });
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    app.clock.set(START + 4 * HOUR);
    expect(await sendCode(app, id, "client", "Hello?")).toBe("too_late");
    await sweep(app.services.deps);
    expect(await sendCode(app, id, "client", "Hello?")).toBe("too_late");
  });
});

Deno.test("a message that was sent while the consultation ended is either kept or refused, and never after it", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const [sent] = await Promise.all([
      send(app, id, "client", "Wait"),
      end(app, id, "artist"),
    ]);
    const code = await codeOf(sent);
    expect(["ok", "consultation_ended"]).toContain(code);
    expect(await read(app, id)).toHaveLength(code === "ok" ? 1 : 0);
  });
});

Deno.test("two hundred messages at one moment: as many are kept as anyone types in a minute, the other person can still answer, and a minute later so can the first", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    const codes = await Promise.all(
      Array.from(
        { length: 200 },
        (_, i) => sendCode(app, id, "client", `${i}`),
      ),
    );
    const count = (code: string) => codes.filter((one) => one === code).length;
    expect([count("ok"), count("rate_limited")]).toEqual([20, 180]);
    const refused = await send(app, id, "client", "more");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    await refused.body?.cancel();
    expect(await sendCode(app, id, "artist", "One moment")).toBe("ok");
    const kept = await read(app, id);
    expect(kept.map(({ number }) => number))
      .toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
    app.clock.advance(MINUTE);
    expect(await sendCode(app, id, "client", "Sorry")).toBe("ok");
  });
});

Deno.test("a message of 10 MB is refused while it arrives, and one of 2,000 characters with the field's name", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    const before = await app.dump();
    const huge = await send(app, id, "client", "x".repeat(10 * 1024 * 1024));
    expect([huge.status, await codeOf(huge)]).toEqual([413, "body_too_large"]);
    for (const text of ["x".repeat(2_000), "", "  \u200b "]) {
      const long = await send(app, id, "client", text);
      expect(long.status).toBe(422);
      expect((await long.json()).error).toMatchObject({
        code: "invalid_input",
        fields: { text: "text must be 1 to 1000 characters of plain text." },
      });
    }
    for (const text of [null, 7, ["a"], { a: 1 }]) {
      expect(await sendCode(app, id, "client", text)).toBe("invalid_input");
    }
    for (const key of ["", "short", "x".repeat(65), "../../etc/passwd", 7]) {
      expect(await sendCode(app, id, "client", "Hello", key))
        .toBe("invalid_input");
    }
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("markup is kept as the text that it is, and answered as JSON that no browser takes for a page", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    const text =
      "</script><script>alert(1)</script><img src=x onerror=alert(1)>";
    await send(app, id, "client", text);
    const response = await app.ask(`${video(id)}/messages`, { as: "artist" });
    expect(response.headers.get("content-type")).toContain("application/json");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect((await response.json()).messages[0].text).toBe(text);
  });
});

Deno.test("a message that is sent again after a lost answer is one message, with the same answer", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    const key = "key-of-one-message";
    const first = await (await send(app, id, "client", "I am late", key))
      .json();
    app.clock.advance(MINUTE);
    const again = await (await send(app, id, "client", "I am late", key))
      .json();
    expect(again).toEqual(first);
    const [a, b] = await Promise.all(
      [1, 2].map(() =>
        send(app, id, "client", "And lost", "key-of-the-second")
      ),
    );
    expect(await a!.json()).toEqual(await b!.json());
    expect(texts(await read(app, id)))
      .toEqual(["client: I am late", "client: And lost"]);
  });
});

Deno.test("the key of a message is told to its sender and to nobody else", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    await send(app, id, "client", "Hello", "key-of-the-client");
    const keysFor = async (as: Who) =>
      (await read(app, id, { as })).map(({ key }) => key ?? null);
    expect(await keysFor("client")).toEqual(["key-of-the-client"]);
    expect(await keysFor("artist")).toEqual([null]);
    expect(await keysFor("admin")).toEqual([null]);
  });
});

Deno.test("messages stay when the consultation is moved", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    await send(app, id, "artist", "See you then");
    const at = new Date(START + 2 * DAY).toISOString();
    const moved = await app.ask(`${consultationPath(id)}/reschedule`, {
      method: "POST",
      as: "artist",
      body: { at },
    });
    expect(await codeOf(moved)).toBe("ok");
    expect(texts(await read(app, id, { as: "artist" })))
      .toEqual(["artist: See you then"]);
  });
});

Deno.test("after an erasure, the store has no message left, however many there were", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    for (let i = 0; i < 60; i++) {
      if (i % 20 === 0) app.clock.advance(MINUTE);
      await send(app, id, "client", `My scar, part ${i}`);
    }
    await end(app, id, "client");
    await app.settled();
    expect(await app.values()).toContain("My scar");
    const erased = await app.ask(`${consultationPath(id)}/erase`, {
      method: "POST",
      as: "artist",
    });
    expect(await codeOf(erased)).toBe("ok");
    expect(await app.values()).not.toContain("My scar");
    expect(await read(app, id, { as: "artist" })).toEqual([]);
    expect(await sendCode(app, id, "client", "Still here?"))
      .toBe("consultation_erased");
  });
});

Deno.test("afterwards each page lists what was written, as text, with the day's time zone, and a page of the room does not", async () => {
  await withApp(async (app) => {
    const pages = offerPages(app);
    const id = await live(app);
    await send(app, id, "client", "<b>Bold</b> & sure");
    await send(app, id, "artist", "Lovely");
    const all = [
      [`/c/${id}`, "client", "You", "Inès"],
      [`/artist/consultations/${id}`, "artist", "Mara", "You"],
      [`/admin/consultations/${id}`, "admin", "Mara", "Artist"],
    ] as const;
    for (const [path, as] of all.slice(0, 2)) {
      expect((await pages.get(path, as)).text).not.toContain("Lovely");
    }
    await end(app, id, "artist");
    await app.settled();
    for (const [path, as, client, artist] of all) {
      const { html, text } = await pages.get(path, as);
      expect(html).toContain("&lt;b>Bold&lt;/b> &amp; sure");
      expect(text).toMatch(
        new RegExp(`Standard Time.*${client}.*sure.*${artist}.*Lovely`, "s"),
      );
    }
  });
});
