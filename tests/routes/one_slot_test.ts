/**
 * Many clients want one time at once: one gets it, the others see what is free,
 * and nothing is left behind.
 */
import { answerBy } from "@/lib/domain/booking/request_hold.ts";
import { expect } from "expect";
import {
  DAY,
  HOUR,
  type Instant,
  iso,
  MINUTE,
} from "@/lib/domain/basic/instant.ts";
import {
  BASE_URL,
  BRIDAL,
  INES,
  START,
  type TestApp,
  withApp,
} from "@/tests/_support/an_app.ts";
import { bookedCells, LATER, move } from "./_changes.ts";

const WANTED: Instant = START + 8 * DAY;
const CELLS = [WANTED, WANTED + 15 * MINUTE, WANTED + 30 * MINUTE];

/** This many confirmed consultations, an hour apart from the first free one on. */
async function consultations(app: TestApp, count: number) {
  const ids = [];
  for (let i = 0; i < count; i++) {
    const startsAt = LATER + i * HOUR;
    ids.push((await app.confirmed(startsAt, `Client ${i}`)).id);
  }
  return ids;
}

function book(app: TestApp, name: string): Promise<Response> {
  const body = new URLSearchParams({
    service: BRIDAL,
    artist: INES,
    zone: "Europe/Berlin",
    at: iso(WANTED),
    name,
    email: `${name.replace(/\W/g, ".")}@client.example`,
    note: "",
  });
  return app.fetch(new Request(`${BASE_URL}/book`, { method: "POST", body }));
}

/**
 * Each record is once in each index at its own start, and holds exactly its own
 * cells; nothing else is held or queued.
 */
async function expectWholeDiary(app: TestApp) {
  const store = await bookedCells(app);
  const records = await Promise.all(
    store.records.map((id) => app.record(id as never)),
  );
  const byStart = records.map((one) => ({ at: one.startsAt, id: one.id }));
  const sorted = (rows: readonly { at: number; id: string }[]) =>
    [...rows].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  expect(sorted(store.byArtist)).toEqual(sorted(byStart));
  expect(sorted(store.byStart)).toEqual(sorted(byStart));
  // The sweep reads an unanswered request when its hold ends.
  expect(sorted(store.unfinished)).toEqual(sorted(records.map((one) => ({
    at: one.state === "requested" ? answerBy(one) : one.startsAt,
    id: one.id,
  }))));
  expect(sorted(store.cells)).toEqual(
    sorted(records.flatMap((one) =>
      [0, 15, 30].map((minutes) => ({
        at: one.startsAt + minutes * MINUTE,
        id: one.id,
      }))
    )),
  );
  expect(store.outbox).toBe(0);
  return records;
}

Deno.test("20 confirmed consultations moved onto one slot at once: exactly one moves, nineteen are offered other times, no orphan row", async () => {
  await withApp(async (app) => {
    const ids = await consultations(app, 20);
    const mailsBefore = (await app.mails()).length;
    const answers = await Promise.all(
      ids.map((id) => move(app, id, "artist", WANTED)),
    );
    const statuses = answers.map((one) => one.status).sort();
    expect(statuses).toEqual([200, ...Array(19).fill(409)]);
    for (const answer of answers.filter((one) => one.status === 409)) {
      const { error } = await answer.json();
      expect(error.code).toBe("slot_taken");
      expect(error.alternatives.length).toBe(3);
      expect(error.alternatives).not.toContain(iso(WANTED));
    }
    const records = await expectWholeDiary(app);
    expect(records.filter((one) => one.version === 2).length).toBe(1);
    expect(records.filter((one) => one.startsAt === WANTED).length).toBe(1);
    expect((await app.mails()).length).toBe(mailsBefore + 2);
  });
});

Deno.test("10 bookings and 10 moves onto one slot at once: exactly one of the twenty gets it", async () => {
  await withApp(async (app) => {
    const ids = await consultations(app, 10);
    const answers = await Promise.all([
      ...ids.flatMap((id, i) => [
        move(app, id, "artist", WANTED),
        book(app, `Booker ${i}`),
      ]),
    ]);
    const done = answers.filter((one) => one.status < 400);
    const refused = answers.filter((one) => one.status === 409);
    expect([done.length, refused.length]).toEqual([1, 19]);
    const records = await expectWholeDiary(app);
    expect(records.filter((one) => one.startsAt === WANTED).length).toBe(1);
    expect(records.length).toBe(done[0]!.status === 303 ? 11 : 10);
    await Promise.all(answers.map((one) => one.body?.cancel()));
  });
});

Deno.test("20 clients book one slot at once: exactly one booking, nineteen polite refusals with other times, no orphan row", async () => {
  await withApp(async (app) => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => book(app, `Booker ${i}`)),
    );
    const statuses = answers.map((one) => one.status).sort();
    expect(statuses).toEqual([303, ...Array(19).fill(409)]);
    for (const answer of answers.filter((one) => one.status === 409)) {
      const html = await answer.text();
      expect(html).toContain("Someone just booked this time");
      expect(html.match(/name="at"/g)?.length).toBe(3);
      // The input is kept.
      expect(html).toMatch(/value="Booker \d+"/);
    }
    const [record, ...more] = await expectWholeDiary(app);
    expect(more).toEqual([]);
    expect(record!.startsAt).toBe(WANTED);
    expect((await bookedCells(app)).cells.map((cell) => cell.at)).toEqual(
      CELLS,
    );
    // One to the client and one to the artist.
    expect((await app.mails()).length).toBe(2);
  });
});
