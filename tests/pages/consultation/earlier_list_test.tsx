import { expect } from "expect";
import { renderToString } from "preact-render-to-string";
import { EarlierConsultations } from "@/components/consultation/EarlierConsultations.tsx";
import { DAY } from "@/lib/domain/basic/instant.ts";
import { ok } from "@/lib/domain/basic/refusal.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { listEarlier } from "@/lib/pages/consultation/earlier_list.ts";
import { declineConsultation } from "@/lib/usecases/consultation/decline_consultation.ts";
import { eraseConsultation } from "@/lib/usecases/consultation/erase_consultation.ts";
import { rescheduleConsultation } from "@/lib/usecases/consultation/reschedule_consultation.ts";
import { INES, NOOR } from "@/tests/_support/a_studio.ts";
import { START, type TestApp, withApp } from "@/tests/_support/an_app.ts";

const ADMIN = { role: "admin", email: "odile@studio.example" } as const;

/** What the artist's page of this consultation lists. */
async function listed(app: TestApp, id: ConsultationId, as = INES) {
  const { deps } = app.services;
  const artist = (await deps.catalog.artist(as))!;
  return await listEarlier(deps, {
    consultation: await app.record(id),
    artist,
  });
}

const idsOf = async (app: TestApp, id: ConsultationId) =>
  (await listed(app, id)).map((row) => row.id);

/** A declined consultation of the same client, a day earlier. */
async function earlier(app: TestApp): Promise<ConsultationId> {
  const id = await app.requested(START - DAY);
  const { deps } = app.services;
  await declineConsultation(deps, { actor: ADMIN, id, reason: "" });
  return id;
}

Deno.test("an artist reads what the client had before, with the title of the look sheet; another artist neither opens it nor reads that title", async () => {
  await withApp(async (app) => {
    app.clock.set(START - 2 * DAY);
    const before = await earlier(app);
    await app.services.deps.lookSheets.update(
      { id: before, artistId: INES },
      ({ steps }) =>
        ok({
          steps,
          head: { title: "Rested, in ivory", summary: "", changedAt: START },
        }),
    );
    const { id } = await app.confirmed();
    const own = await listed(app, id);
    expect(own).toMatchObject([{
      id: before,
      own: true,
      artist: "Inès Vidal",
      look: "Rested, in ivory",
    }]);
    const html = renderToString(
      <EarlierConsultations rows={own} client="Mara" />,
    );
    expect(html).toContain("Mara was here before");
    expect(html).toContain(`href="/artist/consultations/${before}"`);

    const others = await listed(app, id, NOOR);
    expect(others).toMatchObject([{ id: before, own: false, look: "" }]);
    expect(
      renderToString(<EarlierConsultations rows={others} client="Mara" />),
    ).not.toContain(`href="/artist`);

    expect(await listed(app, before)).toEqual([]);
  });
});

Deno.test("for somebody new there is nothing", () => {
  expect(renderToString(<EarlierConsultations rows={[]} client="Mara" />))
    .toBe("");
});

Deno.test("a consultation that is moved is before or after the others by its new time", async () => {
  await withApp(async (app) => {
    app.clock.set(START - 4 * DAY);
    const { id: first } = await app.confirmed(START - DAY);
    const { id } = await app.confirmed();
    expect(await idsOf(app, id)).toEqual([first]);
    await move(app, first, START + DAY);
    expect(await idsOf(app, id)).toEqual([]);
    expect(await idsOf(app, first)).toEqual([id]);
    await move(app, first, START - DAY);
    expect(await idsOf(app, id)).toEqual([first]);
  });
});

async function move(app: TestApp, id: ConsultationId, startsAt: number) {
  const moved = await rescheduleConsultation(app.services.deps, {
    actor: ADMIN,
    id,
    startsAt,
    version: null,
    token: null,
  });
  expect(moved.ok).toBe(true);
}

Deno.test("what was erased is not listed, and no row with the address is left", async () => {
  await withApp(async (app) => {
    app.clock.set(START - 2 * DAY);
    const before = await earlier(app);
    const { id } = await app.confirmed();
    const { deps } = app.services;
    expect((await eraseConsultation(deps, { actor: ADMIN, id: before })).ok)
      .toBe(true);
    expect(await idsOf(app, id)).toEqual([]);
    expect(await listed(app, before)).toEqual([]);
    await app.kv(async (kv) => {
      const rows = await Array.fromAsync(
        kv.list({ prefix: ["consultations_by_client"] }),
      );
      expect(rows.map(({ value }) => value)).toEqual([id]);
    });
  });
});
