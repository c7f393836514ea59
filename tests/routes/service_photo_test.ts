/** A service's photo, submitted by a plain form with a file. */
import { expect } from "expect";
import type { PhotoId } from "@/lib/domain/basic/ids.ts";
import type { CheckedImage } from "@/lib/domain/booking/photo.ts";
import {
  BRIDAL,
  INES,
  type TestApp,
  type Who,
  withApp,
} from "@/tests/_support/an_app.ts";
import { type OfferPages, offerPages } from "@/tests/_support/offer_pages.ts";
import { IMAGES, NOT_IMAGES } from "@/tests/_support/images.ts";

const PAGE = `/admin/services/${BRIDAL}`;

type Bytes = Uint8Array<ArrayBuffer>;

interface Sent {
  readonly as?: Who;
  readonly name?: string;
  readonly type?: string;
  readonly stamp?: string;
  readonly headers?: Record<string, string>;
}

async function send(
  pages: OfferPages,
  app: TestApp,
  bytes: Bytes | "remove",
  { as = "admin", name = "look.jpg", type = "image/jpeg", stamp, headers }:
    Sent = {},
) {
  const stored = await app.services.deps.catalog.storedService(BRIDAL);
  const body = new FormData();
  body.set("versionstamp", stamp ?? stored!.versionstamp);
  if (bytes === "remove") body.set("do", "remove");
  else body.set("picture", new File([bytes], name, { type }));
  const response = await pages.fetch(`${PAGE}/picture`, as, {
    method: "POST",
    body,
    headers: { "sec-fetch-site": "same-origin", ...headers },
  });
  await response.body?.cancel();
  return {
    status: response.status,
    location: response.headers.get("location"),
  };
}

const photoOf = async ({ services }: TestApp) =>
  (await services.deps.catalog.service(BRIDAL))!.picture;

function withPages(
  test: (pages: OfferPages, app: TestApp) => Promise<void>,
): Promise<void> {
  return withApp((app) => test(offerPages(app), app));
}

Deno.test("a photo is shown where clients choose, under an address that may be cached permanently", async () => {
  await withPages(async (pages, app) => {
    expect(await send(pages, app, IMAGES.png as Bytes, { name: "look.jpg" }))
      .toEqual({ status: 303, location: `${PAGE}?saved` });
    const id = await photoOf(app);
    expect((await pages.get("/book", "nobody")).html)
      .toContain(`src="/pictures/${id}`);
    const served = await pages.fetch(`/pictures/${id}`, "nobody");
    expect(served.status).toBe(200);
    // By its content, not its file name.
    expect(served.headers.get("content-type")).toBe("image/png");
    expect(served.headers.get("cache-control"))
      .toBe("public, max-age=31536000, immutable");
    expect((await served.bytes()).length).toBeGreaterThan(20);
  });
});

Deno.test("another photo replaces it, and it can be removed: the old one is gone", async () => {
  await withPages(async (pages, app) => {
    await send(pages, app, IMAGES.jpeg as Bytes);
    const first = (await photoOf(app))!;
    await send(pages, app, IMAGES.webp as Bytes);
    const second = (await photoOf(app))!;
    expect(second).not.toBe(first);
    expect((await pages.fetch(`/pictures/${first}`, "nobody")).status).toBe(
      404,
    );
    await send(pages, app, "remove");
    expect(await photoOf(app)).toBe(null);
    expect((await pages.fetch(`/pictures/${second}`, "nobody")).status).toBe(
      404,
    );
    expect(await app.values()).not.toContain("photo_chunks");
  });
});

Deno.test("a file that is no image, too large, or empty is refused with a reason, and nothing is kept", async () => {
  await withPages(async (pages, app) => {
    const before = await app.dump();
    const huge = new Uint8Array(10 * 1024 * 1024);
    huge.set(IMAGES.jpeg);
    for (
      const [bytes, code] of [
        [NOT_IMAGES.svg as Bytes, "photo_type"],
        [NOT_IMAGES.gif as Bytes, "photo_type"],
        [IMAGES.png.slice(0, 40) as Bytes, "photo_unreadable"],
        [new Uint8Array(0), "photo_unreadable"],
        [huge, "photo_too_large"],
      ] as const
    ) {
      const refused = await send(pages, app, bytes, { type: "image/png" });
      expect(refused).toEqual({
        status: 303,
        location: `${PAGE}?refused=${code}`,
      });
      const page = await pages.get(refused.location!, "admin");
      expect(page.html).toMatch(/role="alert"[^]*The photo was not saved/);
    }
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("only an admin sets a service's photo, from our own page, on the version they saw", async () => {
  await withPages(async (pages, app) => {
    const before = await app.dump();
    const image = IMAGES.jpeg as Bytes;
    for (const as of ["artist", "client", "nobody"] as const) {
      expect((await send(pages, app, image, { as })).status).toBe(404);
    }
    const foreign = { "sec-fetch-site": "cross-site" };
    expect((await send(pages, app, image, { headers: foreign })).location)
      .toBe(`${PAGE}?refused=cross_site`);
    for (const stamp of ["forged", "0".repeat(20)]) {
      expect((await send(pages, app, image, { stamp })).location)
        .toBe(`${PAGE}?refused=conflict`);
    }
    const broken = await pages.fetch(`${PAGE}/picture`, "admin", {
      method: "POST",
      body: "--x\r\nnot a form",
      headers: { "content-type": "multipart/form-data; boundary=y" },
    });
    expect(broken.headers.get("location")).toBe(`${PAGE}?refused=bad_request`);
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("of ten concurrent photos one is kept, without orphans", async () => {
  await withPages(async (pages, app) => {
    const answers = await Promise.all(
      Array.from(
        { length: 10 },
        () => send(pages, app, IMAGES.jpeg as Bytes),
      ),
    );
    expect(
      answers.filter(({ location }) => location === `${PAGE}?saved`).length,
    )
      .toBeGreaterThan(0);
    const photos = await app.kv((kv) =>
      Array.fromAsync(kv.list({ prefix: ["photos"] }))
    );
    expect(photos.map(({ key }) => key[1])).toEqual([await photoOf(app)]);
  });
});

Deno.test("a client's photo, or one waiting for its booking, is not found there", async () => {
  await withPages(async (pages, app) => {
    const { photos } = app.services.deps;
    const image: CheckedImage = {
      type: "image/jpeg",
      width: 24,
      height: 8,
      bytes: IMAGES.jpeg as Bytes,
    };
    const id = await photos.stage("basket", image, { most: 6 }) as PhotoId;
    const status = async () =>
      (await pages.fetch(`/pictures/${id}`, "admin")).status;
    expect(await status()).toBe(404);
    const consultation = await app.requested();
    await photos.claim("basket", { ids: [id], owner: { consultation } });
    expect(await status()).toBe(404);
    expect((await pages.fetch("/pictures/..%2f..", "nobody")).status).toBe(404);
    expect((await pages.fetch(`/pictures/${INES}`, "nobody")).status).toBe(404);
  });
});
