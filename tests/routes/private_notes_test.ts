/** Private notes: only their artist reads and writes them. */
import { expect } from "expect";
import { MAX_NOTES } from "@/lib/domain/notes/private_notes.ts";
import { eraseConsultation } from "@/lib/usecases/consultation/erase_consultation.ts";
import { cancelConsultation } from "@/lib/usecases/consultation/cancel_consultation.ts";
import { type TestApp, type Who, withApp } from "@/tests/_support/an_app.ts";
import { codeOf, video } from "./_requests.ts";

const ADMIN = { role: "admin", email: "odile@studio.example" } as const;

const save = (
  app: TestApp,
  id: string,
  { text, revision = 0, as = "artist" }: {
    readonly text: string;
    readonly revision?: number;
    readonly as?: Who;
  },
) =>
  app.ask(`${video(id)}/private-notes`, {
    method: "POST",
    as,
    body: { text, revision },
  });

const read = async (app: TestApp, id: string) =>
  await (await app.ask(`${video(id)}/private-notes`, { as: "artist" })).json();

Deno.test("the artist's notes are kept, from the request on and as typed but for stray spaces", async () => {
  await withApp(async (app) => {
    const id = await app.requested();
    expect(await read(app, id)).toEqual({ text: "", revision: 0 });
    const answer = await save(app, id, {
      text: " Warm <b>tones</b>. \r\nDry. ",
    });
    expect(await answer.json())
      .toEqual({ text: "Warm <b>tones</b>.\nDry.", revision: 1 });
    expect(await read(app, id))
      .toEqual({ text: "Warm <b>tones</b>.\nDry.", revision: 1 });
  });
});

Deno.test("a text made from an older one is refused and changes nothing; the same text again is no change", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    await save(app, id, { text: "One" });
    expect(await codeOf(await save(app, id, { text: "Two" }))).toBe("conflict");
    expect(await (await save(app, id, { text: "One" })).json())
      .toEqual({ text: "One", revision: 1 });
    expect(await codeOf(await save(app, id, { text: "Two", revision: 1 })))
      .toBe("ok");
    expect(await read(app, id)).toEqual({ text: "Two", revision: 2 });
  });
});

Deno.test("attack: client, admin, another artist and strangers neither read nor write them, and no page of the client has them", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    await save(app, id, { text: "Only mine" });
    for (const as of ["client", "admin", "other_artist", "nobody"] as const) {
      const asked = await app.ask(`${video(id)}/private-notes`, {
        as,
      });
      expect([as, asked.ok]).toEqual([as, false]);
      expect(await asked.text()).not.toContain("Only mine");
      const written = await save(app, id, {
        text: "Not mine",
        revision: 1,
        as,
      });
      expect([as, written.ok]).toEqual([as, false]);
      await written.body?.cancel();
    }
    expect(await read(app, id)).toEqual({ text: "Only mine", revision: 1 });
    const mails = JSON.stringify(await app.mails());
    expect(mails).not.toContain("Only mine");
  });
});

Deno.test("an erasure takes them along, and none can be written after it", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { id } = await app.confirmed();
    await save(app, id, { text: "Dry skin" });
    await cancelConsultation(deps, {
      actor: ADMIN,
      id,
      note: "",
      version: null,
    });
    expect(await codeOf(await save(app, id, { text: "Dry", revision: 1 })))
      .toBe("ok");
    expect((await eraseConsultation(deps, { actor: ADMIN, id })).ok).toBe(true);
    expect(await codeOf(await save(app, id, { text: "Late", revision: 2 })))
      .toBe("consultation_erased");
    await app.kv(async (kv) => {
      expect(await Array.fromAsync(kv.list({ prefix: ["private_notes"] })))
        .toEqual([]);
    });
  });
});

Deno.test("a text that is too long is refused with the field's name, and the limit can be used up", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    const long = await save(app, id, { text: "x".repeat(MAX_NOTES + 1) });
    expect(long.status).toBe(422);
    expect(JSON.stringify(await long.json())).toContain("text");
    expect(await codeOf(await save(app, id, { text: "字".repeat(MAX_NOTES) })))
      .toBe("ok");
  });
});
