/** A service's picture, sent by a plain form with a file. */
import { expect } from "expect";
import type { PhotoId } from "@/lib/domain/ids.ts";
import type { Picture } from "@/lib/domain/photo.ts";
import {
  BRIDAL,
  INES,
  type TestApp,
  type Who,
  withApp,
} from "../_support/an_app.ts";
import { type OfferPages, offerPages } from "../_support/offer_pages.ts";
import { NOT_PICTURES, PICTURES } from "../_support/pictures.ts";

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
  const stored = await app.services.deps.offerBook.service(BRIDAL);
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

const pictureOf = async ({ services }: TestApp) =>
  (await services.deps.directory.service(BRIDAL))!.picture;

function withPages(
  test: (pages: OfferPages, app: TestApp) => Promise<void>,
): Promise<void> {
  return withApp((app) => test(offerPages(app), app));
}

Deno.test("a picture is shown where clients choose, under an address that may be kept for good", async () => {
  await withPages(async (pages, app) => {
    expect(await send(pages, app, PICTURES.png as Bytes, { name: "look.jpg" }))
      .toEqual({ status: 303, location: `${PAGE}?saved` });
    const id = await pictureOf(app);
    expect((await pages.get("/book", "nobody")).html)
      .toContain(`src="/pictures/${id}`);
    const served = await pages.fetch(`/pictures/${id}`, "nobody");
    expect(served.status).toBe(200);
    // What it is, not what its name says.
    expect(served.headers.get("content-type")).toBe("image/png");
    expect(served.headers.get("cache-control"))
      .toBe("public, max-age=31536000, immutable");
    expect((await served.bytes()).length).toBeGreaterThan(20);
  });
});

Deno.test("another picture replaces it, and none takes it away: the old one is gone", async () => {
  await withPages(async (pages, app) => {
    await send(pages, app, PICTURES.jpeg as Bytes);
    const first = (await pictureOf(app))!;
    await send(pages, app, PICTURES.webp as Bytes);
    const second = (await pictureOf(app))!;
    expect(second).not.toBe(first);
    expect((await pages.fetch(`/pictures/${first}`, "nobody")).status).toBe(
      404,
    );
    await send(pages, app, "remove");
    expect(await pictureOf(app)).toBe(null);
    expect((await pages.fetch(`/pictures/${second}`, "nobody")).status).toBe(
      404,
    );
    expect(await app.values()).not.toContain("photo_chunks");
  });
});

Deno.test("what is no picture, too large, or empty is refused with a reason, and nothing is kept", async () => {
  await withPages(async (pages, app) => {
    const before = await app.dump();
    const huge = new Uint8Array(10 * 1024 * 1024);
    huge.set(PICTURES.jpeg);
    for (
      const [bytes, code] of [
        [NOT_PICTURES.svg as Bytes, "photo_type"],
        [NOT_PICTURES.gif as Bytes, "photo_type"],
        [PICTURES.png.slice(0, 40) as Bytes, "photo_unreadable"],
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
      expect(page.html).toMatch(/role="alert"[^]*The picture was not saved/);
    }
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("only an admin gives a service its picture, from our own page, on the version they saw", async () => {
  await withPages(async (pages, app) => {
    const before = await app.dump();
    const picture = PICTURES.jpeg as Bytes;
    for (const as of ["artist", "client", "nobody"] as const) {
      expect((await send(pages, app, picture, { as })).status).toBe(404);
    }
    const foreign = { "sec-fetch-site": "cross-site" };
    expect((await send(pages, app, picture, { headers: foreign })).location)
      .toBe(`${PAGE}?refused=cross_site`);
    for (const stamp of ["forged", "0".repeat(20)]) {
      expect((await send(pages, app, picture, { stamp })).location)
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

Deno.test("of ten pictures at the same moment one is kept, and no orphans", async () => {
  await withPages(async (pages, app) => {
    const answers = await Promise.all(
      Array.from(
        { length: 10 },
        () => send(pages, app, PICTURES.jpeg as Bytes),
      ),
    );
    expect(
      answers.filter(({ location }) => location === `${PAGE}?saved`).length,
    )
      .toBeGreaterThan(0);
    const photos = await app.kv((kv) =>
      Array.fromAsync(kv.list({ prefix: ["photos"] }))
    );
    expect(photos.map(({ key }) => key[1])).toEqual([await pictureOf(app)]);
  });
});

Deno.test("a client's picture, or one that waits for its booking, is not found there", async () => {
  await withPages(async (pages, app) => {
    const { photos } = app.services.deps;
    const picture: Picture = {
      type: "image/jpeg",
      width: 24,
      height: 8,
      bytes: PICTURES.jpeg as Bytes,
    };
    const id = await photos.stage("basket", picture, 6) as PhotoId;
    const status = async () =>
      (await pages.fetch(`/pictures/${id}`, "admin")).status;
    expect(await status()).toBe(404);
    const consultation = await app.requested();
    await photos.claim("basket", [id], { consultation });
    expect(await status()).toBe(404);
    expect((await pages.fetch("/pictures/..%2f..", "nobody")).status).toBe(404);
    expect((await pages.fetch(`/pictures/${INES}`, "nobody")).status).toBe(404);
  });
});
