/** Two servers, the seed and a backup on one KV file, while many clients book. */
import { DatabaseSync } from "node:sqlite";
import { expect } from "expect";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import { DAY, HOUR, iso } from "@/lib/domain/basic/instant.ts";
import { openKv } from "@/lib/adapters/kv/open_kv.ts";
import {
  type Answer,
  type TwoServers,
  twoServers,
  untilAnswered,
  type Which,
} from "@/tests/_support/two_servers.ts";

const CLIENTS = 20;
const ROUNDS = 4;
const ARTIST = "ines-vidal";
/** The demo studio has bookings in the next hours, which may reach into tomorrow. */
const AFTER_TOMORROW = (Math.floor(Date.now() / DAY) + 2) * DAY;

const timeOf = (round: number) => AFTER_TOMORROW + round * HOUR;

/** All clients want the same time, half of them at each server. */
async function flood({ post }: TwoServers, round: number): Promise<Answer[]> {
  return await Promise.all(
    Array.from({ length: CLIENTS }, (_, i) => {
      // The page's form has one, so that a form can be sent again.
      const key = `${i}`.padStart(43, `${round}`);
      const body = new URLSearchParams({
        service: "evening-look",
        artist: ARTIST,
        zone: "UTC",
        at: iso(timeOf(round)),
        name: `Client ${i}`,
        email: `client-${round}-${i}@client.example`,
        note: "",
        key,
      });
      const from = `198.51.${round}.${i + 1}`;
      return untilAnswered(() => post(i % 2 as Which, "/book", { body, from }));
    }),
  );
}

const summary = (answers: readonly Answer[]) =>
  answers.map(({ status }) => status).sort();
const ONE_BOOKED = [303, ...Array(CLIENTS - 1).fill(409)];

/** The bookings of the flood in a store: how many for each time. */
async function bookedIn(path: string): Promise<Map<number, number>> {
  using kv = await openKv(path);
  const counts = new Map<number, number>();
  const rows = kv.list<Consultation>({ prefix: ["consultations"] });
  for await (const { value: { artistId, startsAt, client } } of rows) {
    if (artistId !== ARTIST || !client.name.startsWith("Client ")) continue;
    counts.set(startsAt, (counts.get(startsAt) ?? 0) + 1);
  }
  return counts;
}

function run(program: string, kvPath: string, ...args: string[]) {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", program, ...args],
    env: { KV_PATH: kvPath },
  }).output();
}

Deno.test("two servers on one file", {
  sanitizeOps: false,
  sanitizeResources: false,
}, async (t) => {
  await using two = await twoServers();

  await t.step(
    `${CLIENTS} clients at one time, ${ROUNDS} times: one books, the others are told, nobody meets an error`,
    async () => {
      for (let round = 0; round < ROUNDS; round++) {
        expect(summary(await flood(two, round))).toEqual(ONE_BOOKED);
      }
      const rounds = Array.from({ length: ROUNDS }, (_, round) => round);
      expect(await bookedIn(two.kvPath))
        .toEqual(new Map(rounds.map((round) => [timeOf(round), 1])));
    },
  );

  await t.step(
    "`deno task seed` writes a studio meanwhile, and both servers show it",
    async () => {
      const [answers, seeded] = await Promise.all([
        flood(two, ROUNDS),
        run("scripts/seed.ts", two.kvPath, "docs/studio.example.json"),
      ]);
      expect(new TextDecoder().decode(seeded.stderr)).toBe("");
      expect(seeded.success).toBe(true);
      // Before or after the artist's hours changed.
      for (const { status } of answers) {
        expect([303, 409, 422]).toContain(status);
      }
      const { studio } = JSON.parse(
        await Deno.readTextFile("docs/studio.example.json"),
      );
      for (const { baseUrl } of two.servers) {
        const page = await (await fetch(baseUrl)).text();
        expect(page).toContain(studio.name);
      }
    },
  );

  await t.step(
    "a backup is made meanwhile, and has what was booked before",
    async () => {
      const copy = `${two.kvPath}.copy`;
      const before = await bookedIn(two.kvPath);
      const answers = flood(two, ROUNDS + 1);
      using db = new DatabaseSync(two.kvPath);
      db.exec(`VACUUM INTO '${copy}'`);
      for (const { status } of await answers) expect(status).toBeLessThan(500);
      const copied = await bookedIn(copy);
      for (const [at, count] of before) expect(copied.get(at)).toBe(count);
    },
  );

  await t.step("no server logged an error", () => {
    for (const server of two.servers) {
      expect(server.output()).not.toContain("unexpected_error");
    }
  });
});
