/** Who was there is kept, and the one who waited in vain gets a mail. */
import { expect } from "expect";
import { MINUTE } from "@/lib/domain/basic/instant.ts";
import { stateLabel } from "@/lib/domain/consultation/consultation.ts";
import { sweep } from "@/lib/usecases/reconcile/sweep.ts";
import { START, type Who, withApp } from "@/tests/_support/an_app.ts";
import { offerPages } from "@/tests/_support/offer_pages.ts";

for (
  const [who, label, to] of [
    ["client", "The artist did not come", "mara@client.example"],
    ["artist", "The client did not come", "ines@studio.example"],
    [null, "Nobody came", null],
  ] as const
) {
  Deno.test(`${who ?? "nobody"} waited: "${label}", and the mail goes to ${to}`, async () => {
    await withApp(async (app) => {
      const { id } = await app.confirmed();
      app.clock.set(START + 5 * MINUTE);
      if (who !== null) {
        const beat = await app.ask(
          `/api/video/consultation/${id}/waiting-status?session=${who}`,
          {
            method: "POST",
            as: who,
            body: { tab: "tab-12345", event: "arrive" },
          },
        );
        expect(beat.status).toBe(200);
      }
      const before = (await app.mails()).length;
      app.clock.set(START + 120 * MINUTE);
      await sweep(app.services.deps);
      await sweep(app.services.deps);
      expect(stateLabel(await app.record(id))).toBe(label);
      const sent = (await app.mails()).slice(before)
        .filter(({ subject }) => subject.includes("did not come"));
      expect(sent.map((mail) => mail.to)).toEqual(to === null ? [] : [to]);
      if (who === "client") expect(sent[0]!.text).toContain("/book");
    });
  });
}

for (
  const [who, label, client] of [
    [["client"], "The artist did not come", "Inès did not come"],
    [["artist"], "The client did not come", "Inès was there."],
    [["client", "artist"], "Not started", "The call was not started"],
    [[], "Nobody came", "The time for this consultation is over"],
  ] as const
) {
  Deno.test(`${who.join(" and ") || "nobody"} came: the lists of studio and artist say "${label}", and the client's page "${client}"`, async () => {
    await withApp(async (app) => {
      const { id } = await app.confirmed();
      app.clock.set(START + 5 * MINUTE);
      for (const as of who satisfies readonly Who[]) {
        const beat = await app.ask(
          `/api/video/consultation/${id}/waiting-status?session=${as}`,
          {
            method: "POST",
            as,
            body: { tab: "tab-12345", event: "arrive" },
          },
        );
        expect(beat.status).toBe(200);
      }
      app.clock.set(START + 120 * MINUTE);
      await sweep(app.services.deps);
      const pages = offerPages(app);
      expect((await pages.get("/admin", "admin")).text).toContain(label);
      for (const as of ["admin", "artist"] as const) {
        expect((await pages.get(`/${as}/consultations/${id}`, as)).text)
          .toContain(label);
      }
      expect((await pages.get(`/c/${id}`, "client")).text).toContain(client);
    });
  });
}
