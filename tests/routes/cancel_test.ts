/** Cancellation: the time is free again, nobody can enter, and both are notified. */
import { expect } from "expect";
import { DAY } from "@/lib/domain/basic/instant.ts";
import { INES, START, withApp } from "@/tests/_support/an_app.ts";
import { beat, codeOf, live, video } from "./_requests.ts";
import { cancel, enterAs, LATER, mailsAbout } from "./_changes.ts";

for (const who of ["client", "artist", "admin"] as const) {
  Deno.test(`the ${who} cancels: a new version, the cells free, both notified, and the page says who cancelled`, async () => {
    await withApp(async (app) => {
      const { id, secret } = await app.confirmed(LATER);
      const answer = await cancel(app, id, who, { word: "I have the flu." });
      expect(answer.status).toBe(200);
      expect(await answer.json())
        .toMatchObject({ state: "cancelled", version: 2 });
      const span = { from: START, to: START + 10 * DAY };
      expect(
        (await app.services.deps.consultations.busyCells(INES, span)).size,
      ).toBe(0);
      expect((await mailsAbout(app, id)).at(-1)).toBeDefined();
      const mails = (await app.mails()).filter((mail) =>
        mail.subject.startsWith("Cancelled")
      );
      expect(mails.map((mail) => mail.to.split("@")[0]).sort())
        .toEqual(["ines", "mara"]);
      const toClient = mails.find((mail) => mail.to.startsWith("mara"))!;
      expect(toClient.text.includes("I have the flu.")).toBe(who !== "client");
      const status = await app.ask(`${video(id)}/waiting-status`, {
        as: "client",
      });
      expect(await status.json())
        .toMatchObject({ state: "cancelled", cancelledBy: who });
      // The link still opens a page that says so, and nothing else.
      expect((await enterAs(app, "guest", id, secret)).status).toBe(204);
      expect(await codeOf(await beat(app, id, "guest", "arrive")))
        .toBe("consultation_cancelled");
    });
  });
}

Deno.test("a second click, and the other party's at the same moment, cancel and mail once", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    const answers = await Promise.all(
      (["client", "artist", "client", "admin"] as const).map((who) =>
        cancel(app, id, who)
      ),
    );
    expect(answers.map((one) => one.status)).toEqual([200, 200, 200, 200]);
    const before = await app.settled();
    expect((await cancel(app, id, "client")).status).toBe(200);
    expect(await app.settled()).toBe(before);
    expect((await app.record(id)).version).toBe(2);
    const mails = (await app.mails()).filter((mail) =>
      mail.subject.startsWith("Cancelled")
    );
    expect(mails.length).toBe(2);
  });
});

Deno.test("a request that the studio cancels is declined, with the note as its reason; once", async () => {
  for (const who of ["artist", "admin"] as const) {
    await withApp(async (app) => {
      const id = await app.requested(LATER);
      for (let i = 0; i < 2; i++) {
        const answer = await cancel(app, id, who, { word: "I am away." });
        expect(answer.status).toBe(200);
      }
      expect(await app.record(id))
        .toMatchObject({ state: "declined", reason: "I am away." });
      const mails = (await app.mails()).filter((mail) =>
        mail.text.includes("I am away.")
      );
      expect(mails.map((mail) => mail.to)).toEqual(["mara@client.example"]);
    });
  }
});

Deno.test("a note that is too long is refused, and nothing is cancelled", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    const answer = await cancel(app, id, "artist", { word: "x".repeat(501) });
    expect(answer.status).toBe(422);
    expect((await answer.json()).error.fields.word).toContain("500");
    expect((await app.record(id)).state).toBe("confirmed");
  });
});

Deno.test("a live consultation is ended, not cancelled", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    for (const who of ["client", "artist", "admin"] as const) {
      expect(await codeOf(await cancel(app, id, who))).toBe("under_way");
    }
    expect((await app.record(id)).state).toBe("live");
  });
});
