/** What belongs to an artist's day, around midnight. */
import { expect } from "expect";
import { HOUR, MINUTE } from "@/lib/domain/basic/instant.ts";
import { dayOfArtist } from "@/lib/pages/consultation/artist_day.ts";
import { readUpcoming } from "@/lib/pages/consultation/artist_requests.ts";
import { INES, type TestApp, withApp } from "@/tests/_support/an_app.ts";

/** In Berlin, where Inès works. */
const MIDNIGHT = Date.parse("2026-11-23T23:00:00Z");

async function page({ services: { deps } }: TestApp) {
  const artist = (await deps.catalog.artist(INES))!;
  const { value, changesAt } = await dayOfArtist(deps, artist);
  const upcoming = await readUpcoming(deps, {
    artistId: INES,
    zone: artist.zone,
  });
  return {
    today: value.rows.map(({ time }) => time),
    coming: upcoming.coming.map(({ start }) => start),
    changesAt,
  };
}

Deno.test("a consultation at midnight is of today as soon as its client can wait", async () => {
  await withApp(async (app) => {
    await app.confirmed(MIDNIGHT);
    const opensAt = MIDNIGHT - 10 * MINUTE;
    app.clock.set(opensAt - 1);
    expect(await page(app)).toEqual({
      today: [],
      coming: ["00:00"],
      // An open page hears of it then.
      changesAt: opensAt,
    });
    app.clock.set(opensAt);
    expect(await page(app)).toMatchObject({
      today: ["00:00–00:45"],
      coming: [],
    });
    app.clock.set(MIDNIGHT);
    expect(await page(app)).toMatchObject({
      today: ["00:00–00:45"],
      coming: [],
    });
  });
});

Deno.test("one that began before midnight and goes on after it stays of today", async () => {
  await withApp(async (app) => {
    const startsAt = MIDNIGHT - 15 * MINUTE;
    await app.confirmed(startsAt);
    app.clock.set(MIDNIGHT);
    expect((await page(app)).today).toEqual(["23:45–00:30"]);
    app.clock.set(startsAt + 2 * HOUR);
    expect((await page(app)).today).toEqual(["23:45–00:30"]);
  });
});
