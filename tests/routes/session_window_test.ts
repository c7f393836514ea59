import { expect } from "expect";
import { MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";
import { START, withApp } from "@/tests/_support/an_app.ts";
import { beat, start } from "./_requests.ts";

const OPEN = START - 10 * MINUTE;
const END = START + 45 * MINUTE;
const CLOSE = END + 15 * MINUTE;

const EDGES: readonly [name: string, at: number, code: string | null][] = [
  ["one second before the window opens", OPEN - SECOND, "too_early"],
  ["the last millisecond before the window opens", OPEN - 1, "too_early"],
  ["the second in which the window opens", OPEN, null],
  ["the start", START, null],
  ["the end", END, null],
  ["the last second of the grace", CLOSE, null],
  ["one second after the grace", CLOSE + SECOND, "too_late"],
];

for (const [name, at, refused] of EDGES) {
  Deno.test(`at ${name}, the artist ${refused ? `cannot start: ${refused}` : "can start"}`, async () => {
    await withApp(async (app) => {
      const { id } = await app.confirmed();
      app.clock.set(at);
      const before = await app.dump();
      const response = await start(app, id);
      const answer = await response.json();
      if (refused === null) {
        expect(response.status).toBe(200);
        expect(answer.state).toBe("live");
        expect(answer.sessionStartedAt).toBe(new Date(at).toISOString());
      } else {
        expectRefusedWithTimes(answer, refused, at);
        expect(await app.dump()).toBe(before);
      }
    });
  });

  for (const who of ["client", "artist"] as const) {
    for (const event of ["arrive", "beat"] as const) {
      Deno.test(`at ${name}, the ${who}'s ${event} is ${refused ?? "taken"}`, async () => {
        await withApp(async (app) => {
          const { id } = await app.confirmed();
          app.clock.set(at);
          const before = await app.dump();
          const response = await beat(app, id, who, event);
          const answer = await response.json();
          if (refused === null) {
            expect(response.status).toBe(200);
            expect(answer[who].here).toBe(true);
          } else {
            expectRefusedWithTimes(answer, refused, at);
            expect(await app.dump()).toBe(before);
          }
        });
      });
    }
  }
}

Deno.test("a party who is present when the window closes may still report leaving", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    app.clock.set(CLOSE);
    await (await beat(app, id, "client", "arrive")).body?.cancel();
    app.clock.set(CLOSE + SECOND);
    const left = await beat(app, id, "client", "left");
    expect(left.status).toBe(200);
    expect((await left.json()).client.here).toBe(false);
  });
});

/** A page reschedules its retry from these times, by the server's clock rather than its own. */
function expectRefusedWithTimes(
  answer: { error: Record<string, unknown> },
  code: string,
  at: number,
) {
  expect(answer.error).toMatchObject({
    code,
    opensAt: new Date(OPEN).toISOString(),
    closesAt: new Date(CLOSE).toISOString(),
    now: new Date(at).toISOString(),
  });
}
