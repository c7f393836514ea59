/**
 * Somebody else was faster, or the choice is no longer available: the input is
 * carried over to the time that is finally booked.
 */
import { expect } from "expect";
import { DAY, iso } from "@/lib/domain/basic/instant.ts";
import { aService } from "@/tests/_support/a_studio.ts";
import {
  BASE_URL,
  BRIDAL,
  INES,
  NOOR,
  type TestApp,
  withApp,
} from "@/tests/_support/an_app.ts";
import { DETAILS, valuesOf, WANTED } from "./_booking_form.ts";

const TYPED = {
  note: 'Oily skin\nNo perfume & no "glitter"',
  "answer.q": "Peanut oil",
};
const dayOf = (at: number) => iso(at).slice(0, 10);

/** Inès is available for one trial on each of these days, at 17:15 in Berlin. */
async function openOnly(app: TestApp, ...starts: number[]) {
  const { deps } = app.services;
  const ines = (await deps.catalog.artist(INES))!;
  const hours = [{ from: "17:15", to: "18:00" }];
  await deps.catalog.restore({
    artists: [{
      ...ines,
      hours: [],
      exceptions: starts.map((at) => ({ date: dayOf(at), hours })),
    }],
  });
}

async function withOneQuestion(app: TestApp) {
  await app.services.deps.catalog.restore({
    services: [aService({
      questions: [{
        id: "q",
        label: "Allergies?",
        kind: "text",
        options: [],
        required: false,
      }],
    })],
  });
}

function post(app: TestApp, fields: Readonly<Record<string, string>>) {
  const body = new URLSearchParams(fields);
  return app.fetch(new Request(`${BASE_URL}/book`, { method: "POST", body }));
}

/**
 * What a browser would send of the form that contains this marker, without the
 * clicked button or choice.
 */
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

/** Two at once; returns the loser's page and name. */
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

Deno.test("two clients want the only time for days: the other one is offered the next, nine days later, in a form with all their input", async () => {
  await withApp(async (app) => {
    await withOneQuestion(app);
    const far = WANTED + 9 * DAY;
    await openOnly(app, WANTED, far);
    const { name, html } = await lose(app);
    expect(valuesOf(html, "at")).toEqual([iso(far)]);
    const form = fieldsOf(html, "Request this time");
    expect(form).toMatchObject({ name, ...TYPED });
    expect((await post(app, { ...form, at: iso(far) })).status).toBe(303);
    await expectBooked(app, name, far);
  });
});

Deno.test("from there they look at other days, and the input since then is kept", async () => {
  await withApp(async (app) => {
    await withOneQuestion(app);
    const [near, far] = [WANTED + 2 * DAY, WANTED + 9 * DAY];
    await openOnly(app, WANTED, near, far);
    const { name, html } = await lose(app);
    const before = await app.dump();

    const details = { ...fieldsOf(html, "Request this time"), name: "Eva" };
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
    const taking = fieldsOf(shown, "Continue");
    const again = await post(app, { ...taking, at: iso(far) });
    const last = fieldsOf(await again.text(), "Request this time");
    expect(last).toMatchObject({ name: "Eva", at: iso(far), ...TYPED });
    // Browsing books nothing and stores nothing.
    expect(await app.dump()).toBe(before);

    expect((await post(app, { ...last, name })).status).toBe(303);
    await expectBooked(app, name, far);
  });
});

Deno.test("where nothing at all is free, the page of days keeps the input until there is", async () => {
  await withApp(async (app) => {
    await withOneQuestion(app);
    await openOnly(app, WANTED);
    const { name, html } = await lose(app);
    expect(html).toContain("No free times");
    expect(fieldsOf(html, 'value="artist"')).toMatchObject({ name, ...TYPED });
    const far = WANTED + 3 * DAY;
    await openOnly(app, WANTED, far);
    const zone = fieldsOf(html, "Show times in this zone");
    const times = await post(app, { ...zone, zone: "Asia/Tokyo" });
    const week = await times.text();
    expect(week).toContain("Japan Standard Time");
    const taking = fieldsOf(week, "Continue");
    const again = await post(app, { ...taking, at: iso(far) });
    const last = fieldsOf(await again.text(), "Request this time");
    expect((await post(app, last)).status).toBe(303);
    await expectBooked(app, name, far);
  });
});

Deno.test("a removed service and artist are chosen again with everything kept, and no address contains the input", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    await withOneQuestion(app);
    const bridal = (await deps.catalog.service(BRIDAL))!;
    const evening = { ...bridal, id: "evening" as never, name: "Evening" };
    await deps.catalog.restore({ services: [evening] });
    await deps.catalog.restore({ services: [{ ...bridal, retired: true }] });
    for (const id of [INES, NOOR]) {
      const one = (await deps.catalog.artist(id))!;
      await deps.catalog.restore({
        artists: [{ ...one, services: [evening.id] }],
      });
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
    await choose("Continue", { service: "evening" });
    await choose("Continue", { artist: NOOR });
    await choose("Continue", { at: iso(WANTED) });
    const last = fieldsOf(html, "Request this time");
    expect((await post(app, last)).status).toBe(303);
    await expectBooked(app, "Clara Haas", WANTED);
  });
});
