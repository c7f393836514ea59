import { expect } from "expect";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { HOUR, MINUTE } from "@/lib/domain/basic/instant.ts";
import { ok } from "@/lib/domain/basic/refusal.ts";
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

Deno.test("a search finds every word in client, address, service or look sheet, whatever its case and accents", async () => {
  await withApp(async (app) => {
    const { lookSheets } = app.services.deps;
    const rosewood = await past(app, "Zoë Haas");
    const other = await past(app, "Mara Lind");
    await lookSheets.update(
      { id: rosewood, artistId: INES },
      ({ steps }) =>
        ok({
          head: { title: "Rested", summary: "In ivory", changedAt: START },
          steps: [...steps, { ...STEP, id: "step-lips", product: "Rosewood" }],
        }),
    );
    const found = (query: string) =>
      listed(app, `/artist/past?${new URLSearchParams({ q: query })}`);
    expect(await found("zoe")).toEqual([rosewood]);
    expect(await found("ROSEWOOD ivory haas")).toEqual([rosewood]);
    expect(await found("rosewood lind")).toEqual([]);
    const { value } = (await app.services.deps.consultations.get(other))!;
    expect(await found(`lind ${value.client.email.toUpperCase()}`))
      .toEqual([other]);
    expect((await found(value.serviceName)).sort())
      .toEqual([rosewood, other].sort());
    expect((await found("  ")).length).toBe(2);
  });
});

Deno.test("a search shows each match once over its pages, and keeps its words", async () => {
  await withApp(async (app) => {
    const all: string[] = [];
    for (let n = 0; n < 61; n++) {
      const id = await past(app, n % 10 === 0 ? "Nora Other" : "Mara Lind");
      if (n % 10 !== 0) all.push(id);
    }
    const first = "/artist/past?q=lind";
    const page = await (await app.ask(first, { as: "artist" })).text();
    const next = /\/artist\/past\?q=lind&amp;before=[\w.]+/.exec(page)![0]
      .replaceAll("&amp;", "&");
    const shown = [...await listed(app, first), ...await listed(app, next)];
    expect(shown.sort()).toEqual(all.sort());
  });
});

Deno.test("a search without a match says so, and shows markup as text", async () => {
  await withApp(async (app) => {
    await past(app, "Mara Lind");
    const query = new URLSearchParams({ q: '"><img src=x>' });
    const page = await (await app.ask(`/artist/past?${query}`, {
      as: "artist",
    })).text();
    expect(page).toContain("No consultations match.");
    expect(page).not.toContain("<img src=x>");
  });
});

/** A declined consultation whose time is over. */
async function past(app: TestApp, name: string): Promise<ConsultationId> {
  app.clock.set(START - HOUR);
  const id = await app.requested(START, name);
  await declineConsultation(app.services.deps, {
    actor: ARTIST,
    id,
    reason: "",
  });
  app.clock.set(START + HOUR);
  return id;
}

const STEP = {
  order: "1",
  area: "lips",
  text: "",
  shade: "",
  note: "",
  changedAt: START,
} as const;

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
