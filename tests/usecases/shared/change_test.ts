/** Decide purely, write once, and after a lost race decide again on the winner's version. */
import { expect } from "expect";
import { MINUTE } from "@/lib/domain/basic/instant.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import { ok, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Stored } from "@/lib/ports/mod.ts";
import {
  change,
  readStored,
  type Source,
} from "@/lib/usecases/shared/change.ts";
import { confirmConsultation } from "@/lib/usecases/consultation/confirm_consultation.ts";
import { declineConsultation } from "@/lib/usecases/consultation/decline_consultation.ts";
import { CollectingMailSender } from "@/tests/_support/collecting_mail_sender.ts";
import { INES, START, withApp } from "@/tests/_support/an_app.ts";

const ARTIST = {
  role: "artist",
  artistId: INES,
  email: "ines@studio.example",
} as const;
const ADMIN = { role: "admin", email: "odile@studio.example" } as const;

/** What a request has read, before somebody else writes. */
async function staleSource(reread: Source["reread"]): Promise<Source> {
  const read = await reread();
  if (!read.ok) throw new Error(read.code);
  return { stored: read.value, reread };
}

Deno.test("confirmed by the artist and declined by the studio at once: one of them learns that it was already answered, and one mail goes out", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    for (let i = 0; i < 6; i++) {
      const mailSender = new CollectingMailSender();
      app.replace({ mailSender });
      const id = await app.requested(START + i * 60 * MINUTE);
      const confirm = () => confirmConsultation(deps, { actor: ARTIST, id });
      const decline = () =>
        declineConsultation(deps, { actor: ADMIN, id, reason: "" });
      const asks = i % 2 ? [confirm, decline] : [decline, confirm];
      const outcomes = await Promise.all(asks.map((ask) => ask()));
      const told = outcomes.map((one) => one.ok ? "ok" : one.code);
      const { state } = await app.record(id);
      expect(told.filter((one) => one === "ok").length).toBe(1);
      expect(told).toContain(
        state === "confirmed" ? "already_answered" : "consultation_cancelled",
      );
      const answers = mailSender.intents.map(({ mail }) => mail.kind)
        .filter((kind) => !kind.startsWith("request_"));
      expect(answers).toEqual([state]);
    }
  });
});

Deno.test("the loser of a race reads again and decides on that", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const id = await app.requested();
    let reads = 0;
    const read = () => {
      reads++;
      return readStored(deps, id);
    };
    const stale = await staleSource(read);
    await declineConsultation(deps, { actor: ADMIN, id, reason: "first" });
    const outcome = await change(deps, stale, {
      request: { type: "decline", reason: "second" },
    });
    expect(outcome).toMatchObject({
      ok: true,
      value: { changed: false, next: { value: { reason: "first" } } },
    });
    expect(reads).toBe(2);
  });
});

Deno.test("losing every race gives up with `conflict`, with nothing written", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const id = await app.requested();
    const stored: Stored<Consultation> = (await deps.consultations.get(id))!;
    const old = { ...stored, versionstamp: "00000000000000000000" };
    const before = await app.dump();
    const outcome = await change(
      deps,
      {
        stored: old,
        reread: () => Promise.resolve({ ok: true, value: old }),
      },
      { request: { type: "decline", reason: "" } },
    );
    expect(outcome).toMatchObject({ ok: false, code: "conflict" });
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("a refusal that rests on more than the record is decided again if the record has changed since it was read", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const id = await app.requested();
    const source = await staleSource(() => readStored(deps, id));
    const seen: string[] = [];
    const outcome = await change(deps, source, {
      async request(from) {
        seen.push(from.state);
        if (from.state !== "requested") return ok(null);
        await declineConsultation(deps, { actor: ADMIN, id, reason: "" });
        return refuse("slot_invalid");
      },
    });
    expect(outcome).toMatchObject({ ok: true, value: { changed: false } });
    expect(seen).toEqual(["requested", "declined"]);
  });
});

Deno.test("the same refusal stands if nobody has written since, and is asked for once", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const id = await app.requested();
    const source = await staleSource(() => readStored(deps, id));
    let asked = 0;
    const outcome = await change(deps, source, {
      request() {
        asked++;
        return Promise.resolve(refuse("slot_invalid"));
      },
    });
    expect([outcome, asked]).toEqual([refuse("slot_invalid"), 1]);
  });
});

Deno.test("a confirmation that loses the race to another one succeeds, even if the artist has been retired in between", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const id = await app.requested();
    const { catalog } = deps;
    const artist = (await catalog.artist(INES))!;
    const confirm = () => confirmConsultation(deps, { actor: ARTIST, id });
    app.replace({
      catalog: {
        ...catalog,
        async artist(wanted) {
          app.replace({ catalog });
          expect((await confirm()).ok).toBe(true);
          await deps.catalog.restore({
            artists: [{ ...artist, retired: true }],
          });
          return await catalog.artist(wanted);
        },
      },
    });
    expect(await confirm())
      .toMatchObject({ ok: true, value: { changed: false } });
  });
});

Deno.test("permission is checked again with each read", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const id = await app.requested();
    const { stored } = await staleSource(() => readStored(deps, id));
    await declineConsultation(deps, { actor: ADMIN, id, reason: "" });
    const outcome = await change(
      deps,
      { stored, reread: () => Promise.resolve(refuse("not_found")) },
      { request: { type: "decline", reason: "" } },
    );
    expect(outcome).toEqual(refuse("not_found"));
  });
});
