/** One form, submitted twice, by a double click, a slow connection or a reload, books once. */
import { expect } from "expect";
import { iso, MINUTE } from "@/lib/domain/basic/instant.ts";
import { ANY_ARTIST } from "@/lib/domain/booking/any_artist.ts";
import { type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { IMAGES } from "@/tests/_support/images.ts";
import {
  cookieOf,
  DETAILS,
  send,
  upload,
  valuesOf,
  WANTED,
} from "./_booking_form.ts";

/** The idempotency key in the page's form; each page has a different one. */
async function keyOf(app: TestApp): Promise<string> {
  const { service, artist, at } = DETAILS as Record<string, string>;
  const page = new URLSearchParams({
    service: service!,
    artist: artist!,
    at: at!,
  });
  const shown = await app.ask(`/book?${page}`);
  return valuesOf(await shown.text(), "key")[0]!;
}

async function expectOneBooking(app: TestApp, answers: readonly Response[]) {
  expect(answers.map((one) => one.status)).toEqual(answers.map(() => 303));
  const places = answers.map((one) => one.headers.get("location"));
  expect(new Set(places).size).toBe(1);
  expect(await app.services.deps.consultations.all(10)).toHaveLength(1);
  expect(await app.mails()).toHaveLength(2);
}

Deno.test("the same form twice in turn: both see that it is sent; one record, two mails, and no second write", async () => {
  await withApp(async (app) => {
    const key = await keyOf(app);
    const first = await send(app, { fields: { key } });
    const before = await app.dump();
    const second = await send(app, { fields: { key } });
    await expectOneBooking(app, [first, second]);
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("the same form many times at once: one record, two mails; also with any artist, and with a photo", async () => {
  const ways = [{}, { artist: ANY_ARTIST }, { photo: "yes" }];
  for (const way of ways) {
    await withApp(async (app) => {
      const key = await keyOf(app);
      const fields: Record<string, string> = { ...way, key };
      let cookie = "";
      if ("photo" in way) {
        const sent = await upload(app, "", IMAGES.jpeg);
        cookie = cookieOf(sent);
        fields.photo = (await sent.json()).id;
      }
      await expectOneBooking(
        app,
        await Promise.all(
          Array.from({ length: 6 }, () => send(app, { fields, cookie })),
        ),
      );
    });
  }
});

Deno.test("a changed form is another booking; each page has a key of its own, and a script needs none", async () => {
  await withApp(async (app) => {
    const key = await keyOf(app);
    expect(key).not.toBe(await keyOf(app));
    const at = (i: number) => iso(WANTED + i * 60 * MINUTE);
    expect((await send(app, { fields: { key } })).status).toBe(303);
    const later = { key, at: at(1) };
    expect((await send(app, { fields: later })).status).toBe(303);
    const other = { key, name: "Dora Lind" };
    expect((await send(app, { fields: other })).status).toBe(409);
    const scripts = "scripts@client.example";
    for (const status of [303, 409]) {
      const sent = await send(app, { fields: { at: at(2), email: scripts } });
      expect(sent.status).toBe(status);
    }
    for (const bad of ["", "x", "../".repeat(20)]) {
      const again = { key: bad, at: at(2), email: scripts };
      expect((await send(app, { fields: again })).status).toBe(409);
    }
  });
});

Deno.test("a refused form is sent again with its key, and books once", async () => {
  await withApp(async (app) => {
    const key = await keyOf(app);
    const refused = await send(app, { fields: { key, name: "" } });
    expect(refused.status).toBe(422);
    expect(valuesOf(await refused.text(), "key")).toEqual([key]);
    const answers = await Promise.all(
      [1, 2].map(() => send(app, { fields: { key } })),
    );
    await expectOneBooking(app, answers);
  });
});

Deno.test("the answer does not wait for a slow mail account", async () => {
  await withApp(async (app) => {
    const { mailSender } = app.services.deps;
    const gate = Promise.withResolvers<void>();
    app.replace({
      mailSender: {
        ...mailSender,
        deliver: async (intent) => {
          await gate.promise;
          await mailSender.deliver(intent);
        },
      },
    });
    const sent = await send(app);
    expect(sent.status).toBe(303);
    expect(await app.services.mailbox!.list()).toEqual([]);
    gate.resolve();
    expect(await app.mails()).toHaveLength(2);
  });
});
