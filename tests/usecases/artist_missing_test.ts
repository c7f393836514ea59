/** A record that is gone must not leave a client without word of what became of their consultation. */
import { expect } from "expect";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import { DAY, HOUR } from "@/lib/domain/instant.ts";
import type { Outcome } from "@/lib/domain/refusal.ts";
import type { Log } from "@/lib/ports.ts";
import { cancelConsultation } from "@/lib/usecases/cancel_consultation.ts";
import { declineConsultation } from "@/lib/usecases/decline_consultation.ts";
import { sweep } from "@/lib/usecases/sweep.ts";
import { CollectingPostman } from "../_support/a_postman.ts";
import { INES, START, type TestApp, withApp } from "../_support/an_app.ts";
import { ADMIN } from "./_offer.ts";

async function withoutArtist(app: TestApp) {
  await app.kv((kv) => kv.delete(["artists", INES]));
  const postman = new CollectingPostman();
  const logged: string[] = [];
  const log: Log = (event) => logged.push(event);
  app.replace({ postman, log });
  const mails = () =>
    postman.intents.map(({ mail }) => [
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
      ({ services }, id) => declineConsultation(services.deps, ADMIN, id, ""),
    ],
    [
      "cancelled",
      async (app) => (await app.confirmed()).id,
      ({ services }, id) =>
        cancelConsultation(services.deps, ADMIN, id, {
          word: "",
          version: null,
        }),
    ],
  ] as [
    string,
    (app: TestApp) => Promise<ConsultationId>,
    (app: TestApp, id: ConsultationId) => Promise<Outcome<unknown>>,
  ][]
) {
  Deno.test(`without the artist's record a client is still told that it was ${kind}, in the studio's name`, async () => {
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

Deno.test("without the artist's record a client is still reminded, and told when nobody answered", async () => {
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
