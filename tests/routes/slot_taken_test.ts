/** Somebody else was faster, or what was chosen is gone: what was typed goes on to the time that is booked in the end. */
import { expect } from "expect";
import { DAY, iso } from "@/lib/domain/instant.ts";
import { aService } from "../_support/a_studio.ts";
import {
  BASE_URL,
  BRIDAL,
  INES,
  NOOR,
  type TestApp,
  withApp,
} from "../_support/an_app.ts";
import { DETAILS, valuesOf, WANTED } from "./_booking_form.ts";

const TYPED = {
  note: 'Oily skin\nNo perfume & no "glitter"',
  "answer.q": "Peanut oil",
};
const dayOf = (at: number) => iso(at).slice(0, 10);

/** Inès is there for one trial on each of these days, at a quarter past five in Berlin. */
async function openOnly(app: TestApp, ...starts: number[]) {
  const { deps, writer } = app.services;
  const ines = (await deps.directory.artist(INES))!;
  const hours = [{ from: "17:15", to: "18:00" }];
  await writer.putArtist({
    ...ines,
    hours: [],
    exceptions: starts.map((at) => ({ date: dayOf(at), hours })),
  });
}

async function withOneQuestion(app: TestApp) {
  await app.services.writer.putService(aService({
    questions: [{
      id: "q",
      label: "Allergies?",
      kind: "text",
      options: [],
      required: false,
    }],
  }));
}

function post(app: TestApp, fields: Readonly<Record<string, string>>) {
  const body = new URLSearchParams(fields);
  return app.fetch(new Request(`${BASE_URL}/book`, { method: "POST", body }));
}

/** What a browser would send of the form that has this in it, besides the button or the choice that is added. */
function fieldsOf(html: string, marker: string): Record<string, string> {
  const form = [...html.matchAll(/<form[^>]*>.*?<\/form>/gs)]
    .map(([whole]) => whole).find((whole) => whole.includes(marker));
  if (form === undefined) throw new Error(`No form has ${marker}`);
  const fields: Record<string, string> = {};
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    if (/type="(radio|checkbox|file)"/.test(tag)) continue;
    const name = /name="([^"]*)"/.exec(tag)?.[1];
    if (name) fields[name] = plain(/value="([^"]*)"/.exec(tag)?.[1] ?? "");
  }
  for (
    const [, name, value] of form.matchAll(
      /<textarea[^>]*name="([^"]*)"[^>]*>(.*?)<\/textarea>/gs,
    )
  ) fields[name!] = plain(value!.replace(/^\n/, ""));
  return fields;
}

function plain(html: string): string {
  return html.replaceAll("&quot;", '"').replaceAll("&lt;", "<")
    .replaceAll("&#39;", "'").replaceAll("&amp;", "&");
}

/** Two at one moment; the page of the one who has lost, and their name. */
async function lose(app: TestApp) {
  const names = ["Clara Haas", "Dora Lind"];
  const answers = await Promise.all(
    names.map((name) => post(app, { ...DETAILS, ...TYPED, name })),
  );
  expect(answers.map((one) => one.status).sort()).toEqual([303, 409]);
  const lost = answers.findIndex((one) => one.status === 409);
  return { name: names[lost]!, html: await answers[lost]!.text() };
}

async function expectBooked(app: TestApp, name: string, startsAt: number) {
  const all = await app.services.deps.consultations.all(10);
  const mine = all.find((one) => one.client.name === name)!;
  expect(mine.startsAt).toBe(startsAt);
  expect(mine.client.note).toBe(TYPED.note);
  expect(mine.intake).toEqual([{ label: "Allergies?", answer: "Peanut oil" }]);
}

Deno.test("two clients want the only time for days: the other one is offered the next, nine days on, in a form that has all they typed", async () => {
  await withApp(async (app) => {
    await withOneQuestion(app);
    const far = WANTED + 9 * DAY;
    await openOnly(app, WANTED, far);
    const { name, html } = await lose(app);
    expect(valuesOf(html, "at")).toEqual([iso(far)]);
    const form = fieldsOf(html, "Ask for this time");
    expect(form).toMatchObject({ name, ...TYPED });
    expect((await post(app, { ...form, at: iso(far) })).status).toBe(303);
    await expectBooked(app, name, far);
  });
});

Deno.test("from there they look at other days, and what was typed since goes with them", async () => {
  await withApp(async (app) => {
    await withOneQuestion(app);
    const [near, far] = [WANTED + 2 * DAY, WANTED + 9 * DAY];
    await openOnly(app, WANTED, near, far);
    const { name, html } = await lose(app);
    const before = await app.dump();

    const details = { ...fieldsOf(html, "Ask for this time"), name: "Eva" };
    const times = await post(app, { ...details, show: "time" });
    expect(times.status).toBe(200);
    const week = await times.text();
    expect(week).not.toContain('href="/book?');
    const later = fieldsOf(week, 'value="artist"');
    expect(valuesOf(week, "at")).toEqual([iso(near)]);
    const day = await post(app, { ...later, day: dayOf(far) });
    expect(day.status).toBe(200);
    const shown = await day.text();
    expect(valuesOf(shown, "at")).toEqual([iso(far)]);
    const taking = fieldsOf(shown, "Take this time");
    const again = await post(app, { ...taking, at: iso(far) });
    const last = fieldsOf(await again.text(), "Ask for this time");
    expect(last).toMatchObject({ name: "Eva", at: iso(far), ...TYPED });
    // Looking around books nothing and keeps nothing.
    expect(await app.dump()).toBe(before);

    expect((await post(app, { ...last, name })).status).toBe(303);
    await expectBooked(app, name, far);
  });
});

Deno.test("where nothing at all is free, the page of days keeps what was typed until there is", async () => {
  await withApp(async (app) => {
    await withOneQuestion(app);
    await openOnly(app, WANTED);
    const { name, html } = await lose(app);
    expect(html).toContain("Nothing is free");
    expect(fieldsOf(html, 'value="artist"')).toMatchObject({ name, ...TYPED });
    const far = WANTED + 3 * DAY;
    await openOnly(app, WANTED, far);
    const zone = fieldsOf(html, "Show times in this zone");
    const times = await post(app, { ...zone, zone: "Asia/Tokyo" });
    const week = await times.text();
    expect(week).toContain("Japan Standard Time");
    const taking = fieldsOf(week, "Take this time");
    const again = await post(app, { ...taking, at: iso(far) });
    const last = fieldsOf(await again.text(), "Ask for this time");
    expect((await post(app, last)).status).toBe(303);
    await expectBooked(app, name, far);
  });
});

Deno.test("a service and an artist that are gone meanwhile are chosen again with everything kept, and no address has a word of it", async () => {
  await withApp(async (app) => {
    const { deps, writer } = app.services;
    await withOneQuestion(app);
    const bridal = (await deps.directory.service(BRIDAL))!;
    const evening = { ...bridal, id: "evening" as never, name: "Evening" };
    await writer.putService(evening);
    await writer.putService({ ...bridal, retired: true });
    for (const id of [INES, NOOR]) {
      const one = (await deps.directory.artist(id))!;
      await writer.putArtist({ ...one, services: [evening.id] });
    }
    const gone = await post(app, { ...DETAILS, ...TYPED });
    expect(gone.status).toBe(422);
    let html = await gone.text();
    const choose = async (marker: string, more: Record<string, string>) => {
      expect(html).not.toMatch(/href="[^"]*(Clara|clara|Oily|Peanut)/);
      const sent = await post(app, { ...fieldsOf(html, marker), ...more });
      expect(sent.status).toBe(200);
      html = await sent.text();
    };
    await choose("Go on", { service: "evening" });
    await choose("Go on", { artist: NOOR });
    await choose("Take this time", { at: iso(WANTED) });
    const last = fieldsOf(html, "Ask for this time");
    expect((await post(app, last)).status).toBe(303);
    await expectBooked(app, "Clara Haas", WANTED);
  });
});
