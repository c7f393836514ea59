/** From the home page into booking, with what is chosen already; and what others see of these pages. */
import { expect } from "expect";
import {
  bookHref,
  readBookingPage,
  readChosen,
} from "@/lib/pages/booking/booking_page.ts";
import {
  BRIDAL,
  INES,
  NOOR,
  type TestApp,
  withApp,
} from "@/tests/_support/an_app.ts";

const choices = ({ services: { deps } }: TestApp, query: string) =>
  readChosen(deps, { params: new URLSearchParams(query), studioZone: "UTC" });

/** Inès alone offers it. */
function onlyInesOffers({ services: { deps } }: TestApp) {
  const { artists, artist, ...rest } = deps.catalog;
  const able = async () =>
    (await artists()).map((one) =>
      one.id === INES ? one : { ...one, services: [] }
    );
  return {
    ...deps,
    catalog: { ...rest, artist, artists: able },
  };
}

Deno.test("where one artist is possible, nobody is asked whom", async () => {
  await withApp(async (app) => {
    const deps = onlyInesOffers(app);
    const params = new URLSearchParams({ service: BRIDAL });
    const { artists, anyone } = await readChosen(deps, {
      params,
      studioZone: "UTC",
    });
    expect([artists.map(({ id }) => id), anyone]).toEqual([[INES], false]);
  });
});

Deno.test("where two are possible, the question stays", async () => {
  await withApp(async (app) => {
    expect((await choices(app, `service=${BRIDAL}`)).artists).toEqual([]);
  });
});

Deno.test("a named artist who does not offer the service is not replaced by the one who does", async () => {
  await withApp(async (app) => {
    const deps = onlyInesOffers(app);
    const params = new URLSearchParams({ service: BRIDAL, artist: "gone" });
    expect((await readChosen(deps, { params, studioZone: "UTC" })).artists)
      .toEqual([]);
  });
});

Deno.test("an artist's link keeps the artist until a service is chosen", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const query = bookHref({ artist: NOOR }).split("?")[1]!;
    const shown = await readBookingPage(deps, {
      chosen: await choices(app, query),
      fields: new URLSearchParams(query),
      refusal: null,
      photos: [],
      sent: false,
    });
    const noor = (await deps.catalog.artist(NOOR))!;
    expect(shown.wanted).toBe(NOOR);
    expect(shown.services.map(({ id }) => id).sort())
      .toEqual([...noor.services].sort());
  });
});

Deno.test("a link's zone is read like a typed one: invisible characters, spaces and old names lead to today's name", async () => {
  await withApp(async (app) => {
    for (
      const [zone, read] of [
        ["\u200bEurope/Berlin", "Europe/Berlin"],
        [" Europe/Berlin.\u00a0", "Europe/Berlin"],
        ["Ｅurope/Kiev", "Europe/Kyiv"],
        ["Europe/Atlantis", "UTC"],
        [`${"\u200b".repeat(100)}Europe/Berlin`, "UTC"],
        ["\ufdfa".repeat(100_000), "UTC"],
      ] as const
    ) {
      const query = new URLSearchParams({ zone }).toString();
      const { zone: shown, chosenZone } = await choices(app, query);
      expect([shown, chosenZone]).toEqual([read, read]);
    }
  });
});
