/** Decide purely, write once, and decide again on what the winner of a race has left. */
import { expect } from "expect";
import { MINUTE } from "@/lib/domain/instant.ts";
import type { Consultation } from "@/lib/domain/consultation.ts";
import { refuse } from "@/lib/domain/refusal.ts";
import type { Stored } from "@/lib/ports.ts";
import { change, reader } from "@/lib/usecases/change.ts";
import { confirmConsultation } from "@/lib/usecases/confirm_consultation.ts";
import { declineConsultation } from "@/lib/usecases/decline_consultation.ts";
import { CollectingPostman } from "../_support/a_postman.ts";
import { INES, START, withApp } from "../_support/an_app.ts";

const ARTIST = {
  role: "artist",
  artistId: INES,
  email: "ines@studio.example",
} as const;
const ADMIN = { role: "admin", email: "odile@studio.example" } as const;

Deno.test("confirmed by the artist and declined by the studio at one moment: one of them is told that it was answered, and one mail goes out", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    for (let i = 0; i < 6; i++) {
      const postman = new CollectingPostman();
      app.replace({ postman });
      const id = await app.requested(START + i * 60 * MINUTE);
      const confirm = () => confirmConsultation(deps, ARTIST, id);
      const decline = () => declineConsultation(deps, ADMIN, id, "");
      const asks = i % 2 ? [confirm, decline] : [decline, confirm];
      const outcomes = await Promise.all(asks.map((ask) => ask()));
      const told = outcomes.map((one) => one.ok ? "ok" : one.code);
      const { state } = await app.record(id);
      expect(told.filter((one) => one === "ok").length).toBe(1);
      expect(told).toContain(
        state === "confirmed" ? "already_answered" : "consultation_cancelled",
      );
      expect(postman.intents.map(({ mail }) => mail.kind).slice(2))
        .toEqual([state]);
    }
  });
});

Deno.test("who loses a race reads anew and decides on that", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const id = await app.requested();
    const stale = await reader(deps, id)();
    await declineConsultation(deps, ADMIN, id, "first");
    let reads = 0;
    const read = () =>
      reads++ === 0 ? Promise.resolve(stale) : reader(deps, id)();
    const outcome = await change(deps, read, {
      type: "decline",
      reason: "second",
    });
    expect(outcome).toMatchObject({
      ok: true,
      value: { changed: false, consultation: { reason: "first" } },
    });
    expect(reads).toBe(2);
  });
});

Deno.test("who loses every race gives up with `conflict` and has written nothing", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const id = await app.requested();
    const stored: Stored<Consultation> = (await deps.consultations.get(id))!;
    const old = { ...stored, versionstamp: "00000000000000000000" };
    const before = await app.dump();
    const outcome = await change(
      deps,
      () => Promise.resolve({ ok: true, value: old }),
      { type: "decline", reason: "" },
    );
    expect(outcome).toMatchObject({ ok: false, code: "conflict" });
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("permission is asked for anew with each reading", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const id = await app.requested();
    const stale = await reader(deps, id)();
    await declineConsultation(deps, ADMIN, id, "");
    let reads = 0;
    const outcome = await change(
      deps,
      () => Promise.resolve(reads++ === 0 ? stale : refuse("not_found")),
      { type: "decline", reason: "" },
    );
    expect(outcome).toEqual(refuse("not_found"));
  });
});
