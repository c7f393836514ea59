/**
 * Bookings that none of our pages would send: each is refused with a message,
 * books nothing, and keeps all input.
 */
import { expect } from "expect";
import type { IntakeQuestion } from "@/lib/domain/offer/studio.ts";
import { DAY, HOUR, iso, MINUTE } from "@/lib/domain/basic/instant.ts";
import { aService } from "@/tests/_support/a_studio.ts";
import {
  BASE_URL,
  BRIDAL,
  INES,
  NOOR,
  type TestApp,
  withApp,
} from "@/tests/_support/an_app.ts";
import { DETAILS, send, valuesOf, WANTED } from "./_booking_form.ts";

const all = (app: TestApp) => app.services.deps.consultations.all(100);

/** Refused with this status; nothing is booked or mailed, and the form keeps the details. */
async function expectRefused(
  app: TestApp,
  fields: Readonly<Record<string, string>>,
  status: number,
) {
  const before = (await app.dump()).replace(/^\["rates.*$/gm, "");
  const sent = await send(app, { fields });
  const html = await sent.text();
  expect([fields, sent.status]).toEqual([fields, status]);
  expect(
    (await app.dump()).replace(/^\["rates.*$/gm, "").split("\n").filter(
      Boolean,
    ),
  )
    .toEqual(before.split("\n").filter(Boolean));
  expect(await app.mails()).toEqual([]);
  return html;
}

Deno.test("times in the past, off the grid, too far ahead, or invalid cannot be booked", async () => {
  await withApp(async (app) => {
    const now = app.clock.now();
    const refusals: readonly [string, number][] = [
      [iso(now - DAY), 409],
      [iso(now - 15 * MINUTE), 409],
      [iso(WANTED + MINUTE), 422],
      [iso(WANTED + 1), 422],
      [iso(now + 31 * DAY - now % (15 * MINUTE)), 409],
      ["9999-12-31T23:45:00.000Z", 409],
      ["0000-01-01T00:00:00.000Z", 409],
      ["+275760-09-13T00:00:00.000Z", 422],
      ["-271821-04-20T00:00:00.000Z", 422],
      ["2026-13-45T00:00:00.000Z", 422],
      ["tomorrow", 422],
      ["1795536900000", 422],
      ["", 422],
    ];
    for (const [at, status] of refusals) {
      await expectRefused(app, { at }, status);
    }
  });
});

Deno.test("a time outside the artist's hours, within their notice, on a day off or beyond the horizon is unavailable, also for a script", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const ines = (await deps.catalog.artist(INES))!;
    const day = iso(WANTED).slice(0, 10);
    const closed = [
      { hours: [] },
      { noticeMinutes: 3 * 24 * 60 },
      { timeOff: [{ from: day, to: day }] },
      { exceptions: [{ date: day, hours: [] }] },
      { horizonDays: 1 },
    ];
    for (const change of closed) {
      await deps.catalog.restore({ artists: [{ ...ines, ...change }] });
      await expectRefused(app, {}, 409);
    }
    await deps.catalog.restore({ artists: [ines] });
    expect((await send(app)).status).toBe(303);
  });
});

Deno.test("another artist's service, a retired service, a retired artist, and unknown ids cannot be booked", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const facial = aService({ id: "facial" as never, name: "Facial" });
    const old = aService({ id: "old" as never, retired: true });
    await deps.catalog.restore({ services: [facial] });
    await deps.catalog.restore({ services: [old] });
    const noor = (await deps.catalog.artist(NOOR))!;
    await deps.catalog.restore({
      artists: [{ ...noor, services: [BRIDAL, facial.id, old.id] }],
    });
    for (
      const fields of [
        { service: "facial", artist: INES },
        { service: "old", artist: NOOR },
        { service: "nothing" },
        { artist: "nobody" },
        { artist: "../admin" },
        { service: "__proto__", artist: "constructor" },
      ]
    ) await expectRefused(app, fields, 422);
    await deps.catalog.restore({ artists: [{ ...noor, retired: true }] });
    await expectRefused(app, { artist: NOOR }, 422);
  });
});

Deno.test("a 10 MB name is refused unread, in either kind of form", async () => {
  await withApp(async (app) => {
    const name = "A".repeat(10 * 1024 * 1024);
    for (
      const body of [
        new URLSearchParams({ ...DETAILS, name }),
        multipart({ ...DETAILS, name }),
      ]
    ) {
      const req = new Request(`${BASE_URL}/book`, { method: "POST", body });
      const sent = await app.fetch(req);
      expect(sent.status).toBe(413);
      expect((await sent.text()).length).toBeLessThan(100_000);
    }
    expect(await all(app)).toEqual([]);
  });
});

Deno.test("invisible characters in a name, a note or an answer are removed before it is stored", async () => {
  await withApp(async (app) => {
    await ask(app, { kind: "text" });
    const sent = await send(app, {
      fields: {
        name: "Clara\u202e\u2066 \u200bHaas\u0000",
        note: "one\u202etwo\r\nthree\u2028",
        "answer.q": "pea\u200bnuts\u2069",
      },
    });
    expect(sent.status).toBe(303);
    const [booked] = await all(app);
    expect(booked!.client.name).toBe("Clara Haas");
    expect(booked!.client.note).toBe("one two\nthree");
    expect(booked!.intake[0]!.answer).toBe("pea nuts");
    for (const mail of await app.mails()) {
      expect(`${mail.subject}${mail.text}`).not.toMatch(
        /[\u200b\u202e\u2066-\u2069]/,
      );
    }
  });
});

Deno.test("a name with line breaks adds no header and no second recipient", async () => {
  await withApp(async (app) => {
    await send(app, {
      fields: { name: "Clara\r\nBcc: all@x.example\r\n\r\nHello" },
    });
    const mails = await app.mails();
    expect(mails.map((mail) => mail.to).toSorted())
      .toEqual(["clara@client.example", "ines@studio.example"]);
    for (const { subject } of mails) expect(subject).not.toMatch(/[\r\n]/);
    const more = { email: "a@x.example\r\nBcc: b@x.example" };
    expect((await send(app, { fields: more })).status).toBe(422);
    const two = { email: "a@x.example, b@x.example" };
    expect((await send(app, { fields: two })).status).toBe(422);
  });
});

Deno.test("a missing required answer, an answer that is no option, and one that is too long are reported at their field; the input stays", async () => {
  await withApp(async (app) => {
    await ask(app, {
      kind: "choice",
      options: ["Dry", "Oily"],
      required: true,
    });
    for (const answer of ["", "Scaly", "dry", "<b>Dry</b>"]) {
      const html = await expectRefused(app, { "answer.q": answer }, 422);
      expect(html).toMatch(/id="field-answer\.q-error"/);
      expect(html).toContain('value="Clara Haas"');
    }
    expect((await send(app, { fields: { "answer.q": "Oily" } })).status)
      .toBe(303);
    const [booked] = await all(app);
    expect(booked!.intake).toEqual([{ label: "Your skin?", answer: "Oily" }]);

    await ask(app, { kind: "text" });
    const long = await send(app, { fields: { "answer.q": "x".repeat(501) } });
    expect(long.status).toBe(422);
    expect(await long.text()).toContain("Use at most 500 characters.");
  });
});

Deno.test("answers to unknown questions are not kept", async () => {
  await withApp(async (app) => {
    await send(app, { fields: { "answer.other": "Peanuts", intake: "x" } });
    const [booked] = await all(app);
    expect(booked!.intake).toEqual([]);
    expect(await app.values()).not.toContain("Peanuts");
  });
});

Deno.test("all errors are reported at once", async () => {
  await withApp(async (app) => {
    await ask(app, { kind: "yes_no", required: true });
    const html = await expectRefused(app, { name: "", email: "x" }, 422);
    for (const field of ["name", "email", "answer.q"]) {
      expect(html).toContain(`id="field-${field}-error"`);
    }
  });
});

Deno.test("scripted bookings are rate limited with a message; the input stays, and later it works again", async () => {
  await withApp(async (app) => {
    app.clock.advance(3 * MINUTE);
    let last = await send(app);
    for (let i = 1; i < 40 && last.status !== 429; i++) {
      last = await send(app, {
        fields: {
          at: iso(WANTED + i * HOUR),
          email: `clara${i}@client.example`,
        },
      });
    }
    expect(last.status).toBe(429);
    const html = await last.text();
    const seconds = Number(last.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(60);
    expect(html).toContain(
      `Too many attempts in a short time. Wait ${
        Math.ceil(seconds / 60)
      } minutes and try again.`,
    );
    expect(valuesOf(html, "name")).toEqual(["Clara Haas"]);
    expect(html).toContain("Oily skin");
    expect((await all(app)).length).toBeLessThanOrEqual(20);
    app.clock.advance(10 * MINUTE);
    const later = {
      at: iso(WANTED + 5 * DAY),
      email: "later@client.example",
    };
    expect((await send(app, { fields: later })).status).toBe(303);
  });
});

Deno.test("markup in a name, a note or an answer is shown as text", async () => {
  await withApp(async (app) => {
    await ask(app, { kind: "text" });
    const markup = '"><script>alert(1)</script>';
    const html = await expectRefused(app, {
      name: markup,
      note: `</textarea>${markup}`,
      "answer.q": markup,
      email: "",
    }, 422);
    expect(html).not.toContain("<script>alert(1)");
    expect(html).not.toContain('</textarea>"');
  });
});

async function ask(app: TestApp, different: Partial<IntakeQuestion>) {
  const question: IntakeQuestion = {
    id: "q",
    label: "Your skin?",
    kind: "text",
    options: [],
    required: false,
    ...different,
  };
  await app.services.deps.catalog.restore({
    services: [aService({ questions: [question] })],
  });
}

function multipart(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}
