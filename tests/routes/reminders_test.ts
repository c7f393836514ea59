/** Opting out of reminders: for one address, with one click, and never by a scanner. */
import { expect } from "expect";
import { DAY, MINUTE } from "@/lib/domain/basic/instant.ts";
import { wordsOf } from "@/lib/http/refusals.ts";
import { sweep } from "@/lib/usecases/reconcile/sweep.ts";
import {
  BASE_URL,
  START,
  type TestApp,
  withApp,
} from "@/tests/_support/an_app.ts";
import { CollectingMailSender } from "@/tests/_support/collecting_mail_sender.ts";

/** A client who has just been reminded, and the mail's opt-out link. */
async function reminded(app: TestApp) {
  app.clock.set(START - 3 * DAY);
  const { id } = await app.confirmed();
  app.clock.set(START - DAY);
  await sweep(app.services.deps);
  const mail = (await app.services.mailbox!.list()).find((one) =>
    one.headers["List-Unsubscribe"] !== undefined
  );
  const url = /^<(.*)>$/.exec(mail?.headers["List-Unsubscribe"] ?? "")?.[1];
  if (!url) throw new Error("no reminder came");
  return { id, path: url.slice(BASE_URL.length) };
}

/** Like a mail client: no cookie, no origin, nothing that our pages would send. */
function onePress(app: TestApp, path: string, headers = {}, body?: BodyInit) {
  return app.fetch(
    new Request(`${BASE_URL}${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        ...headers,
      },
      body: body ?? "List-Unsubscribe=One-Click",
    }),
  );
}

async function remindersSent(app: TestApp): Promise<string[]> {
  const mailSender = new CollectingMailSender();
  app.replace({ mailSender });
  app.clock.set(START - 15 * MINUTE);
  await sweep(app.services.deps);
  return mailSender.intents.map(({ mail }) => mail.kind);
}

Deno.test("a scanner that opens the opt-out link, with GET and HEAD, many times, changes nothing", async () => {
  await withApp(async (app) => {
    const { path } = await reminded(app);
    const before = await app.dump();
    for (let i = 0; i < 20; i++) {
      for (const method of ["GET", "HEAD"]) {
        const response = await app.ask(path, { method });
        expect(response.status).toBe(200);
        if (method === "GET") {
          expect(await response.text()).toContain("Stop reminders");
        }
      }
    }
    expect(await app.dump()).toBe(before);
    expect(await remindersSent(app)).toEqual(["reminder"]);
  });
});

for (
  const [how, headers, body] of [
    ["as a form", {}, undefined],
    ["from another site", { "sec-fetch-site": "cross-site" }, undefined],
    ["from nobody's origin", { origin: "null" }, undefined],
  ] as const
) {
  Deno.test(`one-click unsubscribe in the mail client, ${how}: no more reminders, and no redirect`, async () => {
    await withApp(async (app) => {
      const { path } = await reminded(app);
      const response = await onePress(app, path, headers, body);
      expect(response.status).toBe(200);
      expect(response.headers.get("set-cookie")).toBe(null);
      expect(await response.text()).toContain("You’ll get no more reminders");
      expect(await remindersSent(app)).toEqual([]);
    });
  });
}

Deno.test("one-click unsubscribe with a multipart body, as RFC 8058 prefers, or with none", async () => {
  await withApp(async (app) => {
    const { path } = await reminded(app);
    const form = new FormData();
    form.set("List-Unsubscribe", "One-Click");
    const multipart = new Request(`${BASE_URL}${path}`, {
      method: "POST",
      body: form,
    });
    expect((await app.fetch(multipart)).status).toBe(200);
    expect(await remindersSent(app)).toEqual([]);
    const empty = new Request(`${BASE_URL}${path}`, { method: "POST" });
    expect((await app.fetch(empty)).status).toBe(200);
  });
});

Deno.test("reminders can be turned on again, by a separate click", async () => {
  await withApp(async (app) => {
    const { path } = await reminded(app);
    await onePress(app, path);
    const shown = await (await app.ask(path)).text();
    expect(shown).toContain("Turn reminders on again");
    const on = await onePress(app, path, {}, "reminders=on");
    expect(await on.text()).toContain("Reminders are on");
    expect(await remindersSent(app)).toEqual(["reminder"]);
  });
});

Deno.test("a client who opted out of reminders still receives a confirmation and a cancellation", async () => {
  await withApp(async (app) => {
    const { id, path } = await reminded(app);
    await onePress(app, path);
    const later = await app.confirmed(START + 5 * DAY, "Mara Lindqvist");
    await app.ask(`/api/appointments/${id}/cancel`, {
      method: "POST",
      as: "artist",
      body: { word: "" },
    });
    const subjects = (await app.mails()).map((mail) => mail.subject);
    expect(subjects.filter((one) => one.startsWith("Confirmed")).length)
      .toBe(2);
    expect(subjects.filter((one) => one.startsWith("Cancelled")).length)
      .toBeGreaterThan(0);
    expect(later.id).not.toBe(id);
  });
});

Deno.test("the opt-out works when the consultation is long over, and when it is erased", async () => {
  await withApp(async (app) => {
    const { id, path } = await reminded(app);
    app.clock.set(START + DAY);
    await sweep(app.services.deps);
    const erased = await app.ask(`/api/appointments/${id}/erase`, {
      method: "POST",
      as: "admin",
      body: {},
    });
    expect(erased.status).toBe(200);
    app.clock.set(START + 60 * DAY);
    expect((await onePress(app, path)).status).toBe(200);
    expect(await (await app.ask(path)).text()).toContain("no more reminders");
  });
});

Deno.test("attack: a made-up token, a hash from the store, a long token: not found, and nothing is written", async () => {
  await withApp(async (app) => {
    const { path } = await reminded(app);
    const token = path.split("/").at(-1)!;
    const hash = await app.services.deps.secrets.hash(token);
    const before = await app.dump();
    for (
      const guess of [
        "x".repeat(43),
        hash,
        "x".repeat(5_000),
        "%00",
        token + "x",
      ]
    ) {
      for (const method of ["GET", "POST"]) {
        const response = await app.ask(`/reminders/${guess}`, { method });
        expect([guess, response.status]).toEqual([guess, 404]);
      }
    }
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("a body that is too large is refused in words, and stops nothing", async () => {
  await withApp(async (app) => {
    const { path } = await reminded(app);
    const before = await app.dump();
    const response = await app.ask(path, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: `reminders=${"x".repeat(3_000_000)}`,
    });
    expect(response.status).toBe(413);
    expect(await response.text()).toContain(wordsOf("body_too_large"));
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("the store knows neither the token nor the address of those who opted out", async () => {
  await withApp(async (app) => {
    const { path } = await reminded(app);
    await onePress(app, path);
    const stopped = await app.kv((kv) =>
      Array.fromAsync(kv.list({ prefix: ["reminders_stopped"] }))
    );
    expect(stopped.length).toBe(1);
    expect(JSON.stringify(stopped)).not.toContain("client.example");
    // The mailbox contains the mails themselves; the product's own rows contain
    // no token.
    const tokens = await app.kv((kv) =>
      Array.fromAsync(kv.list({ prefix: ["reminder_tokens"] }))
    );
    expect(JSON.stringify(tokens)).not.toContain(path.split("/").at(-1)!);
  });
});
