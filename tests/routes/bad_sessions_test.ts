/** Expired, altered or made-up sessions: treated as no session. */
import { expect } from "expect";
import { clientCookie } from "@/lib/http/session/cookies.ts";
import { HOUR, MINUTE } from "@/lib/domain/basic/instant.ts";
import {
  START,
  type TestApp,
  type Who,
  withApp,
} from "@/tests/_support/an_app.ts";
import { codeOf, live, start } from "./_requests.ts";
import { entryPointsOf } from "./_entry_points.ts";

type Alter = (token: string) => string;

const ALTERED: readonly [name: string, alter: Alter][] = [
  ["with one letter changed", (token) => swapLetter(token, 0)],
  ["with a letter in its middle changed", (token) => swapLetter(token, 20)],
  ["cut short", (token) => token.slice(0, -1)],
  ["with a letter more", (token) => `${token}A`],
  ["in capitals", (token) => token.toUpperCase()],
  ["made up", () => "x".repeat(43)],
  ["of no letters", () => ""],
  ["of ten thousand letters", () => "x".repeat(10_000)],
  [
    "that is another's hash",
    () => "K7gNU3sdo-OL0wNhqoVWhr3g6s1xYv72ol_pe_Unols",
  ],
];

for (const [name, alter] of ALTERED) {
  Deno.test(`a session token ${name} is nobody's, on every route`, async () => {
    await withApp(async (app) => {
      const id = await live(app);
      const before = await app.settled();
      for (const who of ["artist", "client"] as const) {
        const [cookie, token] = app.cookieOf(who).split("=");
        app.admit("guest", `${cookie}=${alter(token!)}`);
        await expectNobody(app, id, "guest");
      }
      expect(await app.settled()).toBe(before);
    });
  });
}

Deno.test("the stored hash of a session is not a session", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const sessions = await app.kv((kv) =>
      Array.fromAsync(kv.list({ prefix: ["sessions"] }))
    );
    for (const { key } of sessions) {
      const hash = String(key.at(-1));
      app.admit("guest", `visavis_staff=${hash}; ${clientCookie(id)}=${hash}`);
      await expectNobody(app, id, "guest");
    }
  });
});

Deno.test("an artist's session ends after its lifetime, to the millisecond", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    app.clock.set(START);
    const actor = {
      role: "artist",
      artistId: (await app.record(id)).artistId,
      email: "ines@studio.example",
    } as const;
    const until = START + MINUTE;
    const token = await app.services.deps.sessions.create(actor, {
      expiresAt: until,
    });
    app.admit("guest", `visavis_staff=${token}`);
    app.clock.set(until - 1);
    expect(await codeOf(await app.ask("/api/artist/day", { as: "guest" })))
      .toBe("ok");
    app.clock.set(until);
    await expectNobody(app, id, "guest");
    expect(await codeOf(await start(app, id, "guest")))
      .toBe("sign_in_required");
  });
});

Deno.test("a client's session ends a day after the close, and so does its link", async () => {
  await withApp(async (app) => {
    const { id, secret } = await app.confirmed();
    const over = START + HOUR + 24 * HOUR;
    const enter = () =>
      app.ask(`/api/entry/${id}`, { method: "POST", body: { secret } });
    app.clock.set(over - 1000);
    expect(await codeOf(await enter())).toBe("ok");
    app.clock.set(over);
    await expectNobody(app, id, "client");
    expect(await codeOf(await enter())).toBe("link_invalid");
  });
});

async function expectNobody(app: TestApp, id: string, as: Who) {
  for (const { name, path, ask } of entryPointsOf(id)) {
    const response = await app.ask(path, { ...ask, as });
    expect([name, response.status, await codeOf(response)])
      .toEqual([name, 401, "sign_in_required"]);
  }
}

function swapLetter(token: string, at: number): string {
  const letter = token[at] === "A" ? "B" : "A";
  return token.slice(0, at) + letter + token.slice(at + 1);
}
