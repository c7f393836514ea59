/**
 * Reference photos over HTTP: uploaded in advance or with the form, visible to
 * those they are for, and to nobody else.
 */
import { expect } from "expect";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { HOUR, MINUTE } from "@/lib/domain/basic/instant.ts";
import { sweep } from "@/lib/usecases/reconcile/sweep.ts";
import {
  BASE_URL,
  type TestApp,
  type Who,
  withApp,
} from "@/tests/_support/an_app.ts";
import {
  bytesOf,
  concat,
  HIDDEN,
  holds,
  IMAGES,
  NOT_IMAGES,
  withExif,
} from "@/tests/_support/images.ts";
import { codeOf, consultationPath } from "./_requests.ts";
import { cookieOf, send, upload, valuesOf, WANTED } from "./_booking_form.ts";

const { jpeg, png } = IMAGES;

/** The only request in the store. */
async function booked(app: TestApp) {
  const all = await app.services.deps.consultations.all(10);
  if (all.length !== 1) throw new Error(`${all.length} consultations`);
  return all[0]!;
}

function see(app: TestApp, id: string, photo: string, as: Who) {
  return app.ask(`/api/consultations/${id}/photos/${photo}`, { as });
}

Deno.test("photos are uploaded in advance, booked with, and seen by the artist and an admin, without their location", async () => {
  await withApp(async (app) => {
    const first = await upload(app, "", withExif(jpeg, 6));
    expect(first.status).toBe(201);
    const cookie = cookieOf(first);
    expect(first.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax/);
    const ids = [
      (await first.json()).id,
      (await (await upload(app, cookie, png)).json()).id,
    ];
    const sent = await send(app, { fields: { photo: ids }, cookie });
    expect(sent.status).toBe(303);
    const { id, photos } = await booked(app);
    expect(photos).toEqual(ids);
    for (const as of ["artist", "admin"] as const) {
      const seen = await see(app, id, ids[0], as);
      expect(seen.status).toBe(200);
      const bytes = new Uint8Array(await seen.arrayBuffer());
      expect(holds(bytes, HIDDEN)).toBe(false);
      expect(holds(bytes, "JFIF")).toBe(true);
    }
    expect(await app.values()).not.toContain(HIDDEN);
    expect(await app.dump()).not.toContain("photo_baskets");
  });
});

Deno.test("a photo is served with the type that our check found, and cannot be executed", async () => {
  await withApp(async (app) => {
    const page = bytesOf("<script>alert(1)</script>");
    const first = await upload(app, "", concat(png, page), {
      "content-type": "text/html",
    });
    const cookie = cookieOf(first);
    const photo = (await first.json()).id;
    await send(app, { fields: { photo }, cookie });
    const seen = await see(app, (await booked(app)).id, photo, "artist");
    expect(Object.fromEntries(seen.headers)).toMatchObject({
      "content-type": "image/png",
      "x-content-type-options": "nosniff",
      "content-disposition": 'inline; filename="photo.png"',
      "cache-control": "private, max-age=300",
      "content-security-policy":
        "default-src 'none'; frame-ancestors 'none'; sandbox",
    });
    const bytes = new Uint8Array(await seen.arrayBuffer());
    expect(holds(bytes, "script")).toBe(false);
  });
});

Deno.test("a photo is not found by another artist, by nobody, by another's client, or under another consultation", async () => {
  await withApp(async (app) => {
    const first = await upload(app);
    const photo = (await first.json()).id;
    await send(app, { fields: { photo }, cookie: cookieOf(first) });
    const { id } = await booked(app);
    const another = (await app.confirmed()).id;
    const asks: readonly [string, Who, number][] = [
      [id, "other_artist", 404],
      [id, "nobody", 401],
      // The other consultation's client: that session is not valid here.
      [id, "client", 401],
      [another, "client", 404],
      [another, "artist", 404],
      [id, "artist", 200],
    ];
    for (const [of, as, status] of asks) {
      expect([as, (await see(app, of, photo, as)).status]).toEqual([
        as,
        status,
      ]);
    }
    // Nor at the upload's address, once it is booked with.
    const way = `/api/booking/photos/${photo}`;
    const own = await app.ask(way, { headers: { cookie: cookieOf(first) } });
    expect(own.status).toBe(404);
  });
});

Deno.test("clients see their own photos by their link, and no longer once it is replaced", async () => {
  await withApp(async (app) => {
    const first = await upload(app);
    const photo = (await first.json()).id;
    await send(app, { fields: { photo }, cookie: cookieOf(first) });
    const { id } = await booked(app);
    await app.ask(`${consultationPath(id)}/confirm`, {
      method: "POST",
      as: "artist",
    });
    const enter = async () => {
      // The clock stands still, so the mails have no order.
      const text = (await app.mails()).map((mail) => mail.text).join("\n");
      const secret = new RegExp(`/c/${id}#(\\S+)`).exec(text)![1];
      const entered = await app.ask(`/api/entry/${id}`, {
        method: "POST",
        body: { secret },
      });
      app.admit("guest", cookieOf(entered));
    };
    await enter();
    expect((await see(app, id, photo, "guest")).status).toBe(200);
    await app.ask(`${consultationPath(id)}/reschedule`, {
      method: "POST",
      as: "artist",
      body: { at: new Date(WANTED + HOUR).toISOString() },
    });
    expect((await see(app, id, photo, "guest")).status).toBe(410);
  });
});

Deno.test("before the booking only the uploading browser can see and remove a photo", async () => {
  await withApp(async (app) => {
    const first = await upload(app);
    const mine = { cookie: cookieOf(first) };
    const theirs = { cookie: cookieOf(await upload(app)) };
    const path = `/api/booking/photos/${(await first.json()).id}`;
    expect((await app.ask(path, { headers: mine })).status).toBe(200);
    for (const headers of [theirs, {}, { cookie: "visavis_photos=x" }]) {
      expect((await app.ask(path, { headers })).status).toBe(404);
      await app.ask(path, { method: "DELETE", headers });
    }
    expect((await app.ask(path, { headers: mine })).status).toBe(200);
    const gone = await app.ask(path, { method: "DELETE", headers: mine });
    expect(gone.status).toBe(204);
    expect((await app.ask(path, { headers: mine })).status).toBe(404);
  });
});

Deno.test("the page shows this browser's uploads again, and nobody else's", async () => {
  await withApp(async (app) => {
    const first = await upload(app);
    const { id } = await first.json();
    const page = "/book?service=bridal-trial&artist=ines-vidal&at=" +
      encodeURIComponent(new Date(WANTED).toISOString());
    const own = await app.ask(page, { headers: { cookie: cookieOf(first) } });
    expect(valuesOf(await own.text(), "photo")).toEqual([id]);
    const other = await app.ask(page);
    expect(valuesOf(await other.text(), "photo")).toEqual([]);
  });
});

Deno.test("without JavaScript the form carries the files, and they are stripped too", async () => {
  await withApp(async (app) => {
    const sent = await send(app, {
      files: [["a.jpg", withExif(jpeg, 8)], ["b.png", png]],
    });
    expect(sent.status).toBe(303);
    const { photos } = await booked(app);
    expect(photos).toHaveLength(2);
    expect(await app.values()).not.toContain(HIDDEN);
  });
});

Deno.test("a PNG named .jpg is treated as a PNG", async () => {
  await withApp(async (app) => {
    await send(app, { files: [["a.jpg", png]] });
    const { id, photos } = await booked(app);
    const seen = await see(app, id, photos[0]!, "artist");
    expect(seen.headers.get("content-type")).toBe("image/png");
  });
});

Deno.test("a refused form keeps its photos and input, also when the time was lost", async () => {
  await withApp(async (app) => {
    await send(app);
    const refused = await send(app, {
      fields: { name: "Dora Lind" },
      files: [["a.jpg", jpeg]],
    });
    expect(refused.status).toBe(409);
    const html = await refused.text();
    expect(html).toContain('value="Dora Lind"');
    const [photo] = valuesOf(html, "photo");
    const cookie = cookieOf(refused);
    const noName = await send(app, {
      fields: { name: "", photo: photo! },
      cookie,
    });
    expect(noName.status).toBe(422);
    expect(valuesOf(await noName.text(), "photo")).toEqual([photo]);
    const [at] = valuesOf(html, "at");
    const fields = { at: at!, photo: photo! };
    expect((await send(app, { fields, cookie })).status).toBe(303);
    const all = await app.services.deps.consultations.all(10);
    expect(all.map((one) => one.photos.length).toSorted()).toEqual([0, 1]);
  });
});

Deno.test("a bad file is reported with its error, and the good ones stay", async () => {
  await withApp(async (app) => {
    const sent = await send(app, {
      files: [
        ["face.jpg", jpeg],
        ["page\u202egpj.html", NOT_IMAGES.html],
        ["cut.jpg", jpeg.subarray(0, 200)],
      ],
    });
    expect(sent.status).toBe(422);
    const html = await sent.text();
    expect(html).toContain("page gpj.html: We can’t show this kind of file");
    expect(html).toContain("cut.jpg: This photo is damaged");
    expect(valuesOf(html, "photo")).toHaveLength(1);
    expect(html).toContain('value="Clara Haas"');
  });
});

Deno.test("fifty photos are refused, however they are sent, and nothing is booked or kept", async () => {
  await withApp(async (app) => {
    const before = await app.dump();
    const files = Array.from({ length: 50 }, () => ["a.jpg", jpeg] as const);
    const form = await send(app, { files });
    expect(form.status).toBe(409);
    expect(await form.text()).toContain("maximum number of photos");
    const ids = Array.from({ length: 50 }, (_, i) => `${i}`.padEnd(26, "a"));
    const named = await send(app, { fields: { photo: ids } });
    expect(named.status).toBe(409);
    const kinds = (dump: string) =>
      dump.split("\n").filter((line) => !line.startsWith('["rates"'));
    expect(kinds(await app.dump())).toEqual(kinds(before));

    const first = await upload(app);
    const cookie = cookieOf(first);
    const codes = [];
    for (let i = 1; i < 50; i++) {
      codes.push(await codeOf(await upload(app, cookie)));
    }
    expect(codes.filter((code) => code === "too_many_photos")).toHaveLength(44);
  });
});

Deno.test("a file that is no image, damaged, empty or 40 MB is refused with its own code", async () => {
  await withApp(async (app) => {
    const before = await app.dump();
    const bodies: readonly [Uint8Array, string][] = [
      [NOT_IMAGES.svg, "photo_type"],
      [NOT_IMAGES.gif, "photo_type"],
      [NOT_IMAGES.zip, "photo_type"],
      [jpeg.subarray(0, 100), "photo_unreadable"],
      [new Uint8Array(), "photo_unreadable"],
      [concat(jpeg, new Uint8Array(40 * 1024 * 1024)), "photo_too_large"],
    ];
    for (const [bytes, code] of bodies) {
      expect(await codeOf(await upload(app, "", bytes))).toBe(code);
    }
    const kept = (dump: string) =>
      dump.split("\n").filter((line) => !line.startsWith('["rates"'));
    expect(kept(await app.dump())).toEqual(kept(before));
  });
});

Deno.test("40 MB in the form are refused, and the input is kept", async () => {
  await withApp(async (app) => {
    const large = concat(jpeg, new Uint8Array(40 * 1024 * 1024));
    const sent = await send(app, { files: [["large.jpg", large]] });
    expect(sent.status).toBe(422);
    const html = await sent.text();
    expect(html).toContain("too large together");
    expect(html).toContain('value="Clara Haas"');
  });
});

Deno.test("another site cannot add a photo to somebody's upload session, or remove one", async () => {
  await withApp(async (app) => {
    const first = await upload(app);
    const cookie = cookieOf(first);
    const { id } = await first.json();
    const site = { "sec-fetch-site": "cross-site" };
    expect(await codeOf(await upload(app, cookie, jpeg, site)))
      .toBe("cross_site");
    const removed = await app.ask(`/api/booking/photos/${id}`, {
      method: "DELETE",
      headers: { ...site, cookie },
    });
    expect(await codeOf(removed)).toBe("cross_site");
    const form = await send(app, {
      files: [["a.jpg", jpeg]],
      headers: site,
    });
    expect(form.status).toBe(403);
  });
});

Deno.test("scripted uploads are rate limited, with a message and a waiting time", async () => {
  await withApp(async (app) => {
    let last = await upload(app);
    for (let i = 0; i < 80 && last.status !== 429; i++) {
      last = await upload(app);
    }
    expect(last.status).toBe(429);
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
    app.clock.advance(10 * MINUTE);
    expect((await upload(app)).status).toBe(201);
  });
});

Deno.test("forms with one small photo each are rate limited too, booked or not, and both ways share one count", async () => {
  await withApp(async (app) => {
    const stored = async () =>
      (await app.dump()).match(/^\["photo_baskets"/gm)?.length ?? 0;
    expect((await upload(app)).status).toBe(201);
    const statuses = new Map<number, number>();
    for (let i = 0; i < 80; i++) {
      const sent = await send(app, {
        fields: { name: "" },
        files: [["a.png", png]],
      });
      statuses.set(sent.status, (statuses.get(sent.status) ?? 0) + 1);
      await sent.body?.cancel();
    }
    expect([...statuses]).toEqual([[422, 59], [429, 21]]);
    expect(await stored()).toBe(60);
    expect((await upload(app)).status).toBe(429);
    app.clock.advance(10 * MINUTE);
    expect((await send(app, { files: [["a.png", png]] })).status).toBe(303);
  });
});

Deno.test("a photo of another browser cannot be booked with, nor an expired one: the time stays free", async () => {
  await withApp(async (app) => {
    const first = await upload(app);
    const photo = (await first.json()).id;
    const other = cookieOf(await upload(app));
    for (const cookie of [other, ""]) {
      const sent = await send(app, { fields: { photo }, cookie });
      expect(sent.status).toBe(410);
      expect(await sent.text()).toContain("Add it again");
    }
    app.clock.advance(2 * HOUR);
    const late = { fields: { photo }, cookie: cookieOf(first) };
    expect((await send(app, late)).status).toBe(410);
    await sweep(app.services.deps);
    expect(await app.dump()).not.toMatch(/\["photo/);
    expect((await send(app)).status).toBe(303);
  });
});

Deno.test("erasing the consultation erases its photos: the store holds no byte of them", async () => {
  await withApp(async (app) => {
    const first = await upload(app);
    const photo = (await first.json()).id;
    await send(app, { fields: { photo }, cookie: cookieOf(first) });
    const { id } = await booked(app);
    const ask = (what: string) =>
      app.ask(`${consultationPath(id as ConsultationId)}/${what}`, {
        method: "POST",
        as: "artist",
      });
    await ask("decline");
    expect((await see(app, id, photo, "artist")).status).toBe(200);
    expect(await codeOf(await ask("erase"))).toBe("ok");
    expect((await see(app, id, photo, "artist")).status).toBe(404);
    expect(await app.dump()).not.toMatch(/\["photo/);
    expect(await app.values()).not.toContain(photo);
  });
});

Deno.test("a HEAD or a GET of the page writes nothing", async () => {
  await withApp(async (app) => {
    const first = await upload(app);
    const headers = { cookie: cookieOf(first) };
    const before = await app.dump();
    for (const method of ["GET", "HEAD"]) {
      await app.fetch(new Request(`${BASE_URL}/book`, { method, headers }));
    }
    expect(await app.dump()).toBe(before);
  });
});
