import { expect } from "expect";
import { MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";
import { START, withApp } from "@/tests/_support/an_app.ts";

const END = START + 45 * MINUTE;
const CLOSE = END + 15 * MINUTE;

const EDGES: readonly [name: string, at: number, code: string | null][] = [
  [
    "one second before the window opens",
    START - 10 * MINUTE - SECOND,
    "too_early",
  ],
  ["the second in which the window opens", START - 10 * MINUTE, null],
  ["the start", START, null],
  ["the end", END, null],
  ["the last second of the grace", CLOSE, null],
  ["one second after the grace", CLOSE + SECOND, "too_late"],
];

for (const who of ["client", "artist"] as const) {
  for (const [name, at, refused] of EDGES) {
    Deno.test(`at ${name}, the ${who} ${refused ? `is refused a token: ${refused}` : "gets a token"}`, async () => {
      await withApp(async (app) => {
        const { id } = await app.confirmed();
        const path = `/api/video/consultation/${id}`;
        app.clock.set(START);
        await app.ask(`${path}/start-session`, {
          method: "POST",
          as: "artist",
        });
        app.clock.set(at);
        const response = await app.ask(`${path}/token`, {
          method: "POST",
          as: who,
          body: {},
        });
        const answer = await response.json();
        if (refused === null) {
          expect(response.status).toBe(200);
          expect(answer.identity).toBe(`${id}:${who}`);
          expect(Date.parse(answer.expiresAt)).toBe(CLOSE + 10 * MINUTE);
        } else {
          expect(answer.error.code).toBe(refused);
          expect(answer.error.opensAt).toBe(
            new Date(START - 10 * MINUTE).toISOString(),
          );
          expect(answer.error.closesAt).toBe(new Date(CLOSE).toISOString());
        }
      });
    });
  }
}

Deno.test("the token comes with TURN servers, whose password is for this person and a few hours", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    const path = `/api/video/consultation/${id}`;
    app.clock.set(START);
    const early = await app.ask(`${path}/token`, {
      method: "POST",
      as: "client",
      body: {},
    });
    expect(await early.text()).not.toContain("turn:");
    await app.ask(`${path}/start-session`, { method: "POST", as: "artist" });
    const response = await app.ask(`${path}/token`, {
      method: "POST",
      as: "client",
      body: {},
    });
    const until = (START + 6 * 60 * MINUTE) / 1000;
    expect((await response.json()).iceServers).toEqual([{
      urls: ["turn:relay.example:3478"],
      username: `${until}:${id}-client`,
      credential: expect.any(String),
    }]);
  }, { TURN_URLS: "turn:relay.example:3478", TURN_SECRET: "a long secret" });
});
