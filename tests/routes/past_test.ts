import { expect } from "expect";
import { HOUR, MINUTE } from "@/lib/domain/basic/instant.ts";
import { declineConsultation } from "@/lib/usecases/consultation/decline_consultation.ts";
import { endSession } from "@/lib/usecases/call/end_session.ts";
import { startSession } from "@/lib/usecases/call/start_session.ts";
import { INES, START, type TestApp, withApp } from "@/tests/_support/an_app.ts";

const ARTIST = {
  role: "artist",
  artistId: INES,
  email: "ines@studio.example",
} as const;

async function listed(app: TestApp, path = "/artist/past"): Promise<string[]> {
  const page = await (await app.ask(path, { as: "artist" })).text();
  return [...page.matchAll(/\/artist\/consultations\/([a-z2-7]{26})/g)]
    .map((match) => match[1]!);
}

Deno.test("a consultation that started early and ended is in the past list before its booked start", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { id } = await app.confirmed();
    app.clock.set(START - 5 * MINUTE);
    await startSession(deps, { actor: ARTIST, id });
    expect(await listed(app)).toEqual([]);
    await endSession(deps, { actor: ARTIST, id });
    expect(await listed(app)).toEqual([id]);
  });
});

Deno.test("ongoing and upcoming consultations are not past", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { id } = await app.confirmed();
    await app.requested(START + HOUR);
    app.clock.set(START + MINUTE);
    await startSession(deps, { actor: ARTIST, id });
    expect(await listed(app)).toEqual([]);
  });
});

Deno.test("the pages of past consultations skip nobody, even with equal starts", async () => {
  await withApp(async (app) => {
    const all: string[] = [];
    for (let n = 0; n < 51; n++) {
      const id = await app.requested(START, `Client ${n}`);
      await declineConsultation(app.services.deps, {
        actor: ARTIST,
        id,
        reason: "",
      });
      all.push(id);
    }
    app.clock.set(START + HOUR);
    const first = await listed(app);
    expect(first.length).toBe(50);
    const page = await (await app.ask("/artist/past", { as: "artist" })).text();
    const earlier = /\/artist\/past\?before=[\w.]+/.exec(page)![0];
    const rest = await listed(app, earlier);
    expect([...first, ...rest].sort()).toEqual(all.sort());
  });
});

Deno.test("an invalid cursor shows the newest", async () => {
  await withApp(async (app) => {
    for (const before of ["", "x", "1.x", "-1.a", "9".repeat(400)]) {
      const response = await app.ask(`/artist/past?before=${before}`, {
        as: "artist",
      });
      expect(response.status).toBe(200);
      await response.body?.cancel();
    }
  });
});
