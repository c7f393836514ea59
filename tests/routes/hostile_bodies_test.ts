/** What a stranger's bodies may cost: the attacks, over HTTP. */
import { expect } from "expect";
import { createAddressRateLimit } from "@/lib/http/address_rate_limit.ts";
import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import { type LogEvent, StoreUnavailable } from "@/lib/ports/mod.ts";
import { BASE_URL, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { IMAGES } from "@/tests/_support/images.ts";
import { formText, post, streamed, TYPE } from "@/tests/http/body/_bodies.ts";
import { DETAILS, send, upload } from "./_booking_form.ts";
import { codeOf } from "./_requests.ts";

/** One trusted proxy, which writes where a request came from. */
const PROXY = { TRUSTED_PROXIES: "1" };

function from(address: string) {
  return { "x-forwarded-for": address };
}

function book(app: TestApp, body: BodyInit, address = "192.0.2.1") {
  return app.fetch(
    new Request(`${BASE_URL}/book`, {
      method: "POST",
      headers: { "content-type": TYPE, ...from(address) },
      body,
    }),
  );
}

Deno.test("a bomb of parts is answered 413, and nothing is written", async () => {
  await withApp(async (app) => {
    const before = await app.dump();
    const bomb = formText(Array(1700).fill({ value: "b" }));
    expect((await book(app, bomb)).status).toBe(413);
    const limits = await app.dump();
    expect(limits.split("\n").filter((row) => !row.includes("rate")).join("\n"))
      .toBe(before);
  });
});

Deno.test("small forms are rate limited too, with a waiting time, and what was typed stays", async () => {
  await withApp(async (app) => {
    Object.assign(app.services, {
      formSenders: createAddressRateLimit({
        ...RATE_LIMITS.bookingForms,
        most: 2,
      }),
    });
    const fields = { email: "no address", name: "Clara Typed" };
    for (let i = 0; i < 2; i++) {
      const form = await send(app, { fields, headers: from("192.0.2.7") });
      expect(form.status).toBe(422);
    }
    const refused = await send(app, { fields, headers: from("192.0.2.7") });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused.text()).toContain("Clara Typed");
    const other = await send(app, { fields, headers: from("192.0.2.8") });
    expect(other.status).toBe(422);
  }, PROXY);
});

Deno.test("all addresses of one IPv6 customer share every limit: bookings, photos and forms with photos", async () => {
  await withApp(async (app) => {
    const address = (i: number) => from(`2001:db8:1:2:${i.toString(16)}::1`);
    const { photos } = RATE_LIMITS;
    for (let i = 0; i < photos.most; i++) {
      const sent = await upload(app, "", IMAGES.jpeg, address(i));
      expect(sent.status).toBe(201);
    }
    const refused = await upload(app, "", IMAGES.jpeg, address(999));
    expect(refused.status).toBe(429);
    const next = from("2001:db8:1:3::1");
    expect((await upload(app, "", IMAGES.jpeg, next)).status).toBe(201);
  }, PROXY);
});

Deno.test("an upload that breaks off is one line of the log without an error, and nothing is kept", async () => {
  await withApp(async (app) => {
    const events: LogEvent[] = [];
    app.replace({ log: (event) => void events.push(event) });
    const before = await app.dump();
    const broken = () => {
      let sent = false;
      return streamed(() => {
        if (sent) throw new TypeError("error reading a body from connection");
        sent = true;
        return new TextEncoder().encode(
          formText([{ value: "b" }]).slice(0, -9),
        );
      }).stream;
    };
    const photo = await app.fetch(
      new Request(`${BASE_URL}/api/booking/photos`, {
        method: "POST",
        body: broken(),
        headers: { "content-type": "image/jpeg" },
      }),
    );
    expect([photo.status, await codeOf(photo)]).toEqual([400, "body_aborted"]);
    const form = post(broken());
    expect((await app.fetch(new Request(`${BASE_URL}/book`, form))).status)
      .toBe(400);
    expect(events).toEqual(["request_aborted", "request_aborted"]);
    const rows = (await app.dump()).split("\n");
    expect(rows.filter((row) => !row.includes("rate")).join("\n")).toBe(before);
  });
});

Deno.test("when the memory for bodies is used up, the form is shown again as typed, with 503 and a waiting time", async () => {
  await withApp(async (app) => {
    const { Bodies } = await import("@/lib/http/body/bodies.ts");
    Object.assign(app.services, {
      bodies: new Bodies({ inFlight: 80 * 1024 }),
    });
    const body = formText([
      ...Object.entries(DETAILS).map(([name, value]) => ({ name, value })),
      { name: "pictures", file: "a.jpg", value: "x".repeat(200_000) },
    ]);
    const refused = await book(app, body);
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("5");
    expect(await refused.text()).toContain("Clara Haas");
    expect(app.services.bodies.free).toBe(80 * 1024);
  });
});

Deno.test("after any answer, no memory is counted as in use", async () => {
  await withApp(async (app) => {
    const { free } = app.services.bodies;
    await upload(app);
    await send(app);
    await book(app, "nonsense");
    await app.ask("/api/health", { method: "POST", body: { a: 1 } });
    expect(app.services.bodies.free).toBe(free);
  });
});

Deno.test("without room for photos the upload says so, and the form is kept and can be sent without them", async () => {
  await withApp(async (app) => {
    const { photos } = app.services.deps;
    app.replace({
      photos: { ...photos, stage: () => Promise.resolve("no_room") },
    });
    const alone = await upload(app);
    expect([alone.status, await codeOf(alone)]).toEqual([503, "photos_full"]);
    expect(alone.headers.get("retry-after")).toBe("600");
    const form = await send(app, { files: [["a.jpg", IMAGES.jpeg]] });
    expect(form.status).toBe(503);
    expect(form.headers.get("retry-after")).toBe("600");
    const html = await form.text();
    expect(html).toContain("Clara Haas");
    expect(html).toContain("without them");
    expect((await send(app)).status).toBe(303);
  });
});

Deno.test("a peer may send twelve of the largest photos an hour, however it sends them", async () => {
  await withApp(async (app) => {
    const most = 3 * IMAGES.jpeg.length;
    Object.assign(app.services, {
      photoSenders: createAddressRateLimit({ ...RATE_LIMITS.photoBytes, most }),
    });
    const headers = from("192.0.2.7");
    expect((await upload(app, "", IMAGES.jpeg, headers)).status).toBe(201);
    const file = ["a.jpg", IMAGES.jpeg] as const;
    expect((await send(app, { files: [file], headers })).status).toBe(303);
    expect((await upload(app, "", IMAGES.jpeg, headers)).status).toBe(201);
    const refused = await upload(app, "", IMAGES.jpeg, headers);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await send(app, { files: [file], headers })).status).toBe(429);
    const other = from("192.0.2.8");
    expect((await upload(app, "", IMAGES.jpeg, other)).status).toBe(201);
  }, PROXY);
});

for (
  const [what, part] of [
    ["counting the form", "rateLimits"],
    ["storing a photo", "photos"],
    ["storing the booking", "consultations"],
  ] as const
) {
  Deno.test(`a store that fails at ${what} is 503 with words, and the form is kept`, async () => {
    await withApp(async (app) => {
      const fails = () => Promise.reject(new StoreUnavailable("disk full"));
      const { deps } = app.services;
      app.replace({
        [part]: {
          ...deps[part],
          ...(part === "rateLimits"
            ? { take: fails }
            : part === "photos"
            ? { stage: fails }
            : { book: fails }),
        },
      });
      const files = part === "consultations"
        ? []
        : [["a.jpg", IMAGES.jpeg] as const];
      const form = await send(app, {
        files,
        headers: { "content-length": "900000" },
      });
      expect(form.status).toBe(503);
      expect(form.headers.get("retry-after")).toBe("2");
      const html = await form.text();
      expect(html).toContain("Clara Haas");
      expect(html).toContain("We can’t reach our records");
    });
  });
}
