/** Every place that finds something by what a person typed finds it however it is spelled. */
import { expect } from "expect";
import type { ArtistId } from "@/lib/domain/basic/ids.ts";
import { listForAdmin } from "@/lib/pages/consultation/admin_list.ts";
import { addArtist } from "@/lib/usecases/offer/edit_artists.ts";
import { addAdmin, removeAdmin } from "@/lib/usecases/offer/edit_studio.ts";
import { readStudioFile } from "@/scripts/studio_file.ts";
import { CollectingMailSender } from "@/tests/_support/collecting_mail_sender.ts";
import { BRIDAL, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { codeOf } from "./_requests.ts";

const STORED = "anna@xn--mnchen-studio-wob.example";
const TYPED = [
  "anna@münchen-studio.example",
  "Anna@MÜNCHEN-Studio.example",
  "\u2068anna@münchen-studio.example\u2069",
  "Anna <anna@münchen-studio.example>",
  "mailto:anna@xn--mnchen-studio-wob.example",
  " anna@münchen-studio.example.",
];

const admin = { role: "admin", email: "odile@studio.example" } as const;

function addAnna(app: TestApp) {
  return addArtist(app.services.deps, {
    actor: admin,
    draft: {
      name: "Anna Ost",
      email: TYPED[0]!,
      zone: "Europe/Berlin",
      bio: "",
      services: [BRIDAL],
      noticeMinutes: "0",
      horizonDays: "30",
    },
  });
}

function post(app: TestApp, path: string, fields: Record<string, string>) {
  return app.ask(path, {
    method: "POST",
    body: new URLSearchParams(fields).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
}

for (const typed of TYPED) {
  Deno.test(`${JSON.stringify(typed)} signs in the artist with that address`, async () => {
    await withApp(async (app) => {
      expect((await addAnna(app)).ok).toBe(true);
      const mailSender = new CollectingMailSender();
      app.replace({ mailSender });
      const asked = await post(app, "/sign-in", { email: typed });
      expect(asked.status).toBe(303);
      const { to, code } = await mailSender.arrives("sign_in");
      expect(to).toBe(STORED);
      const cookie = asked.headers.getSetCookie()[0]!.split(";")[0]!;
      const entered = await app.ask("/sign-in/code", {
        method: "POST",
        body: new URLSearchParams({
          code: `Code: ${code.slice(0, 3)}–${code.slice(3)}\u200e`,
        }).toString(),
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          cookie,
        },
      });
      expect(entered.headers.get("location")).toBe("/artist");
    });
  });
}

Deno.test("an address belongs to one person however it is spelled, and is removed by each spelling", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    await addAnna(app);
    for (const email of TYPED) {
      const added = await addAdmin(deps, {
        actor: admin,
        draft: { name: "Anna", email },
      });
      expect(added.ok).toBe(false);
    }
    const email = "o@münchen.example";
    await addAdmin(deps, { actor: admin, draft: { name: "O", email } });
    const removed = await removeAdmin(deps, {
      actor: admin,
      email: "O@xn--mnchen-3ya.example",
    });
    expect(removed.ok).toBe(true);
    expect(await deps.catalog.staff(email)).toBe(null);
  });
});

Deno.test("the studio's file stores addresses as they are asked for, and one of them once", async () => {
  const file = JSON.parse(
    await Deno.readTextFile(
      new URL("../../docs/studio.example.json", import.meta.url),
    ),
  );
  file.artists[0].email = TYPED[1];
  const read = readStudioFile(JSON.stringify(file));
  expect(read).toMatchObject({ ok: true });
  if (read.ok) expect(read.file.artists[0]!.email).toBe(STORED);
  file.admins[0].email = TYPED[4];
  expect(readStudioFile(JSON.stringify(file)).ok).toBe(false);
});

Deno.test("reminders and texts are stopped for every spelling", async () => {
  await withApp(async (app) => {
    const { reminderOptOuts, smsOptOuts } = app.services.deps;
    const token = await reminderOptOuts.issue(TYPED[0]!);
    await reminderOptOuts.optOut((await reminderOptOuts.addressOf(token))!);
    for (const email of [STORED, ...TYPED]) {
      expect(await reminderOptOuts.isOptedOut(email)).toBe(true);
    }
    await smsOptOuts.optOut("+49 (0)151 12345678");
    for (
      const phone of ["+4915112345678", "\u202atel:+49-151-12345678\u202c"]
    ) {
      expect(await smsOptOuts.isOptedOut(phone)).toBe(true);
    }
  });
});

Deno.test("an admin finds a client by the domain as it is written and as it is stored", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const id = await app.requested();
    const stored = (await deps.consultations.get(id))!;
    const client = { ...stored.value.client, email: STORED };
    await deps.consultations.apply(stored, { ...stored.value, client }, {
      intents: [],
    });
    for (
      const query of [
        "münchen",
        "MUNCHEN",
        "\u200emünchen\u00a0",
        "xn--mnchen",
        ...TYPED.filter((typed) => !typed.includes(" <")),
      ]
    ) {
      const found = await listForAdmin(deps, { query, zone: "UTC" });
      expect([query, found.length]).toEqual([query, 1]);
    }
    const others = await listForAdmin(deps, { query: "köln", zone: "UTC" });
    expect(others.length).toBe(0);
  });
});

Deno.test("a client's secret is read on the server as on the page", async () => {
  await withApp(async (app) => {
    const { id, secret } = await app.confirmed();
    for (const sent of [` ${secret}`, `#${secret}.`, `\u200b${secret}\u200b`]) {
      const entered = await app.ask(`/api/entry/${id}`, {
        method: "POST",
        body: { secret: sent },
      });
      expect(await codeOf(entered)).toBe("ok");
    }
  });
});

Deno.test("stored ids are found: the artist of the address is the one who was added", async () => {
  await withApp(async (app) => {
    const added = await addAnna(app);
    const staff = await app.services.deps.catalog.staff(TYPED[2]!);
    expect(added.ok && staff?.role === "artist" && staff.artistId)
      .toBe("anna-ost" as ArtistId);
  });
});
