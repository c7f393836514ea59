/** A deleted artist record must not leave a client uninformed about their consultation. */
import { expect } from "expect";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { DAY, HOUR } from "@/lib/domain/basic/instant.ts";
import type { Outcome } from "@/lib/domain/basic/refusal.ts";
import type { Log } from "@/lib/ports/mod.ts";
import { cancelConsultation } from "@/lib/usecases/consultation/cancel_consultation.ts";
import { declineConsultation } from "@/lib/usecases/consultation/decline_consultation.ts";
import { sweep } from "@/lib/usecases/reconcile/sweep.ts";
import { CollectingMailSender } from "@/tests/_support/collecting_mail_sender.ts";
import { INES, START, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { ADMIN } from "./_offer.ts";

async function withoutArtist(app: TestApp) {
  await app.kv((kv) => kv.delete(["artists", INES]));
  const mailSender = new CollectingMailSender();
  const logged: string[] = [];
  const log: Log = (event) => logged.push(event);
  app.replace({ mailSender, log });
  const mails = () =>
    mailSender.intents.map(({ mail }) => [
      mail.kind,
      mail.to,
      "consultation" in mail && mail.consultation.artistName,
    ]);
  return { mails, logged };
}

for (
  const [kind, ask, act] of [
    [
      "declined",
      (app) => app.requested(),
      ({ services }, id) =>
        declineConsultation(services.deps, { actor: ADMIN, id, reason: "" }),
    ],
    [
      "cancelled",
      async (app) => (await app.confirmed()).id,
      ({ services }, id) =>
        cancelConsultation(services.deps, {
          actor: ADMIN,
          id,
          note: "",
          version: null,
        }),
    ],
  ] as [
    string,
    (app: TestApp) => Promise<ConsultationId>,
    (app: TestApp, id: ConsultationId) => Promise<Outcome<unknown>>,
  ][]
) {
  Deno.test(`without the artist's record a client is still notified that it was ${kind}, in the studio's name`, async () => {
    await withApp(async (app) => {
      const id = await ask(app);
      const { mails, logged } = await withoutArtist(app);
      expect(await act(app, id)).toMatchObject({ ok: true });
      expect(mails()).toEqual([
        [kind, "mara@client.example", "Atelier Rosewood"],
      ]);
      expect(logged).toContain("artist_missing");
    });
  });
}

Deno.test("without the artist's record a client is still reminded, and notified when nobody answered", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(START + DAY);
    await app.requested(START, "Clara Haas");
    const { mails, logged } = await withoutArtist(app);
    app.clock.set(START + HOUR);
    await sweep(app.services.deps);
    const kinds = mails().map(([kind]) => kind).sort();
    expect(kinds).toEqual(["expired", "reminder"]);
    expect(logged).toContain("artist_missing");
    expect((await app.record(id)).state).toBe("confirmed");
  });
});
