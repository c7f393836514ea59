/**
 * Stills over HTTP: asked for, sent, refused, seen by the two people alone, and
 * gone with the consultation.
 */
import { expect } from "expect";
import { PHOTO_LIMITS } from "@/lib/domain/booking/photo.ts";
import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import { HOUR, MINUTE } from "@/lib/domain/basic/instant.ts";
import { LOOK_EDIT_FOR } from "@/lib/domain/look/look_times.ts";
import { STILL_LIMITS } from "@/lib/domain/stills/still.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
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
  jpegOfSize,
  NOT_IMAGES,
  withExif,
} from "@/tests/_support/images.ts";
import { codeOf, consultationPath, end, live } from "./_requests.ts";
import {
  act,
  askStill,
  aStillId,
  photo,
  readStills,
  sendPicture,
  stillsPath,
} from "./_stills.ts";
import { signInAgain, visit } from "./_visits.ts";

const { jpeg, png } = IMAGES;

const unchanged = (dump: string) =>
  dump.split("\n").filter((line) => !line.startsWith('["rates"'));

Deno.test("the artist asks, the client sends, and both see the picture without its location", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    expect(await codeOf(await askStill(app, id))).toBe("ok");
    const { request } = await readStills(app, id, "client");
    expect(request).toMatchObject({ what: "eyes", text: "Look up" });
    const sent = await sendPicture(app, id, {
      request: request!.id,
      from: "photo",
      bytes: withExif(jpeg, 6),
    });
    expect(sent.status).toBe(200);
    const now = await readStills(app, id);
    expect(now).toMatchObject({
      request: { state: "sent" },
      stills: [{ what: "eyes", from: "photo", width: 24, height: 8 }],
      room: STILL_LIMITS.most - 1,
    });
    for (const as of ["artist", "client"] as const) {
      const seen = await photo(app, id, now.stills[0]!.photo, as);
      expect(seen.status).toBe(200);
      expect(seen.headers.get("x-content-type-options")).toBe("nosniff");
      const bytes = new Uint8Array(await seen.arrayBuffer());
      expect(holds(bytes, HIDDEN)).toBe(false);
    }
    expect(await app.values()).not.toContain(HIDDEN);
    expect(await app.dump()).not.toContain("photo_baskets");
  });
});

Deno.test("each change reaches both pages: the snapshot counts it", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const counted = async (as: Who) => {
      const path = `/api/video/consultation/${id}/waiting-status`;
      return (await (await app.ask(path, { as })).json()).exchange.stills;
    };
    expect(await counted("client")).toBe(0);
    await askStill(app, id);
    expect(await counted("client")).toBe(1);
    await act(app, id, { as: "client", action: "refuse", request: 1 });
    expect(await counted("artist")).toBe(2);
    // A repeat notifies nobody.
    await act(app, id, { as: "client", action: "refuse", request: 1 });
    expect(await counted("artist")).toBe(2);
  });
});

Deno.test("pictures can be added without a request from the confirmation on, and nothing is asked for before the window", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    expect(await codeOf(await sendPicture(app, id))).toBe("ok");
    expect(await codeOf(await askStill(app, id))).toBe("too_early");
    const requested = await app.requested(app.clock.now() + 30 * HOUR);
    expect(await codeOf(await askStill(app, requested))).toBe("not_confirmed");
    expect((await readStills(app, id)).stills).toHaveLength(1);
  });
});

Deno.test("a picture sent again is stored once, and answered the same, also when its request has been answered by it", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await askStill(app, id);
    const picture = { still: aStillId(), request: 1 };
    const first = await (await sendPicture(app, id, picture)).json();
    const dump = unchanged(await app.dump());
    const again = await (await sendPicture(app, id, picture)).json();
    expect(again).toEqual(first);
    expect(unchanged(await app.dump())).toEqual(dump);
    const copies = await Promise.all(
      Array.from(
        { length: 6 },
        () => sendPicture(app, id, { still: "a".repeat(26) }),
      ),
    );
    for (const copy of copies) expect(await codeOf(copy)).toBe("ok");
    expect((await readStills(app, id)).stills).toHaveLength(2);
    const stored = await app.dump();
    expect(stored.match(/^\["photos"/gm)).toHaveLength(2);
    expect(stored).not.toContain("photo_baskets");
  });
});

Deno.test("an upload cut in the middle stores nothing, and goes through when it is sent again", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const still = aStillId();
    const before = unchanged(await app.dump());
    const cut = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array(jpeg.subarray(0, 200)));
        controller.error(new Error("the line broke"));
      },
    });
    const broken = await app.fetch(
      new Request(`${BASE_URL}${stillsPath(id)}/${still}`, {
        method: "POST",
        headers: { cookie: app.cookieOf("client") },
        body: cut,
      }),
    );
    expect(await codeOf(broken)).toBe("body_aborted");
    expect(unchanged(await app.dump())).toEqual(before);
    expect(await codeOf(await sendPicture(app, id, { still }))).toBe("ok");
  });
});

Deno.test("taken back, or refused and asked for anew: a picture for that request is not stored any more", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await askStill(app, id);
    await act(app, id, { as: "artist", action: "withdraw", request: 1 });
    await askStill(app, id);
    await act(app, id, { as: "client", action: "refuse", request: 3 });
    await askStill(app, id);
    for (const request of [1, 3]) {
      const before = unchanged(await app.dump());
      expect(await codeOf(await sendPicture(app, id, { request })))
        .toBe("still_closed");
      expect(unchanged(await app.dump())).toEqual(before);
    }
    expect((await readStills(app, id)).stills).toEqual([]);
  });
});

Deno.test("a client who has refused sends the picture after all, and the artist reads that it was sent", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await askStill(app, id);
    await act(app, id, { as: "client", action: "refuse", request: 1 });
    expect((await readStills(app, id)).request?.state).toBe("refused");
    expect(await codeOf(await sendPicture(app, id, { request: 1 }))).toBe("ok");
    expect(await readStills(app, id)).toMatchObject({
      request: { id: 1, state: "sent" },
      stills: [{ what: "eyes" }],
    });
    const late = { as: "client", action: "refuse", request: 1 } as const;
    expect(await codeOf(await act(app, id, late))).toBe("still_closed");
  });
});

Deno.test("every answer has the number of the change after which it was made, which the snapshot counts", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const counts = async (...answers: Response[]) =>
      await Promise.all(
        answers.map(async (one) => (await one.json()).count),
      );
    const path = `/api/video/consultation/${id}/waiting-status`;
    const snapshot = async () =>
      (await (await app.ask(path, { as: "client" })).json()).exchange.stills;
    expect((await readStills(app, id)).count).toBe(0);
    const still = aStillId();
    expect(
      await counts(
        await askStill(app, id),
        // A repeat changes nothing.
        await askStill(app, id),
        await sendPicture(app, id, { still, request: 1 }),
        await sendPicture(app, id, { still, request: 1 }),
        await act(app, id, {
          as: "artist",
          action: "approve",
          still,
          approved: true,
        }),
      ),
    ).toEqual([1, 1, 2, 2, 3]);
    expect([(await readStills(app, id, "client")).count, await snapshot()])
      .toEqual([3, 3]);
  });
});

Deno.test("while one picture is asked for, another is not; a repeat of the same is", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await askStill(app, id);
    expect(await codeOf(await askStill(app, id))).toBe("ok");
    const other = { as: "artist", action: "ask", what: "lips" } as const;
    expect(await codeOf(await act(app, id, other))).toBe("still_asked");
    const wordless = { ...other, what: "other" } as const;
    expect(await codeOf(await act(app, id, wordless))).toBe("invalid_input");
  });
});

Deno.test("nobody else sees, asks, sends, refuses or chooses, and each of the two only their own part", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await sendPicture(app, id);
    const [still] = (await readStills(app, id)).stills;
    const stranger = app.cookieOf("client");
    const other = await app.confirmed(app.clock.now() + 24 * HOUR);
    // This consultation's client, and the client of another one.
    const another = app.cookieOf("client");
    app.admit("client", stranger);
    app.admit("guest", another);
    const before = unchanged(await app.dump());
    const wants = {
      see: (as: Who) => app.ask(stillsPath(id), { as }),
      file: (as: Who) => photo(app, id, still!.photo, as),
      ask: (as: Who) => act(app, id, { as, action: "ask", what: "eyes" }),
      withdraw: (as: Who) =>
        act(app, id, { as, action: "withdraw", request: 1 }),
      refuse: (as: Who) => act(app, id, { as, action: "refuse", request: 1 }),
      approve: (as: Who) =>
        act(app, id, {
          as,
          action: "approve",
          still: still!.id,
          approved: true,
        }),
      send: (as: Who) => sendPicture(app, id, { as }),
    };
    const codes: Record<string, Record<string, string>> = {};
    for (const as of ["nobody", "other_artist", "guest", "admin"] as const) {
      codes[as] = {};
      for (const [name, want] of Object.entries(wants)) {
        codes[as]![name] = await codeOf(await want(as));
      }
    }
    const all = (code: string) =>
      Object.fromEntries(Object.keys(wants).map((name) => [name, code]));
    expect(codes).toEqual({
      nobody: all("sign_in_required"),
      other_artist: all("not_found"),
      guest: all("sign_in_required"),
      // An admin sees photos of bookings, and no stills.
      admin: { ...all("wrong_role"), file: "not_found" },
    });
    for (
      const [as, names] of [
        ["client", ["ask", "withdraw", "approve"]],
        ["artist", ["send", "refuse"]],
      ] as const
    ) {
      for (const name of names) {
        expect([as, name, await codeOf(await wants[name](as))])
          .toEqual([as, name, "wrong_role"]);
      }
    }
    expect(unchanged(await app.dump())).toEqual(before);
    // Nor is it found under a consultation to which it does not belong.
    const elsewhere = await photo(app, other.id, still!.photo, "artist");
    expect(elsewhere.status).toBe(404);
  });
});

Deno.test("another site cannot ask, refuse or send", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const headers = { "sec-fetch-site": "cross-site" };
    expect(await codeOf(await sendPicture(app, id, { headers })))
      .toBe("cross_site");
    const asked = await app.ask(stillsPath(id), {
      method: "POST",
      as: "artist",
      headers,
      body: { action: "ask", what: "eyes" },
    });
    expect(await codeOf(asked)).toBe("cross_site");
  });
});

Deno.test("what is no image, damaged, disguised, 40 megapixels or too many bytes has its own code, and leaves nothing", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const before = unchanged(await app.dump());
    const bodies: readonly [Uint8Array, string][] = [
      [NOT_IMAGES.svg, "photo_type"],
      [NOT_IMAGES.html, "photo_type"],
      [NOT_IMAGES.heic, "photo_type"],
      [concat(NOT_IMAGES.zip, jpeg), "photo_type"],
      [jpeg.subarray(0, 200), "photo_unreadable"],
      [concat(bytesOf("\xff\xd8\xff"), NOT_IMAGES.html), "photo_type"],
      [concat(jpeg.subarray(0, 3), NOT_IMAGES.html), "photo_unreadable"],
      [new Uint8Array(), "photo_unreadable"],
      [jpegOfSize(8000, 5000), "photo_too_large"],
      [concat(jpeg, new Uint8Array(PHOTO_LIMITS.bytes)), "photo_too_large"],
    ];
    for (const [bytes, code] of bodies) {
      expect([
        bytes.length,
        await codeOf(await sendPicture(app, id, { bytes })),
      ])
        .toEqual([bytes.length, code]);
    }
    expect(unchanged(await app.dump())).toEqual(before);
  });
});

Deno.test("a page with code after a picture's end is stored without it, under the picture's type", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const bytes = concat(png, bytesOf("<script>alert(1)</script>"));
    const headers = { "content-type": "text/html" };
    await sendPicture(app, id, { bytes, headers });
    const [still] = (await readStills(app, id)).stills;
    const seen = await photo(app, id, still!.photo, "artist");
    expect(seen.headers.get("content-type")).toBe("image/png");
    const stored = new Uint8Array(await seen.arrayBuffer());
    expect(holds(stored, "script")).toBe(false);
  });
});

Deno.test("an id, a request or a source that is none is refused", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const codes = [
      await sendPicture(app, id, { still: "A".repeat(26) }),
      await sendPicture(app, id, { request: "-1" }),
      await sendPicture(app, id, { request: 7 }),
      await sendPicture(app, id, { from: "screen" }),
      await act(app, id, {
        as: "artist",
        action: "approve",
        still: "b".repeat(26),
        approved: true,
      }),
    ].map(codeOf);
    expect(await Promise.all(codes)).toEqual([
      "not_found",
      "invalid_input",
      "still_closed",
      "invalid_input",
      "not_found",
    ]);
  });
});

Deno.test("a consultation holds so many pictures, and a flood of them, or of requests, is refused with a waiting time", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const codes = new Map<string, number>();
    const count = (code: string) => codes.set(code, (codes.get(code) ?? 0) + 1);
    for (let i = 0; i < RATE_LIMITS.stills.most + 5; i++) {
      count(await codeOf(await sendPicture(app, id)));
    }
    expect(Object.fromEntries(codes)).toEqual({
      ok: STILL_LIMITS.added,
      stills_added_full: RATE_LIMITS.stills.most - STILL_LIMITS.added,
      rate_limited: 5,
    });
    expect(await app.dump()).not.toContain("photo_baskets");
    let last = await askStill(app, id);
    for (let i = 0; i < RATE_LIMITS.stillChanges.most; i++) {
      last = await askStill(app, id);
    }
    expect(last.status).toBe(429);
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

Deno.test("a client who added many photos while waiting leaves room for what the artist asks for, and can delete them", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    for (let i = 0; i < STILL_LIMITS.added; i++) await sendPicture(app, id);
    const refused = await sendPicture(app, id);
    expect((await refused.json()).error.message).toContain("Delete one");
    const now = await readStills(app, id, "client");
    expect(now).toMatchObject({ room: 12, roomToAdd: 0 });
    expect(await codeOf(await askStill(app, id))).toBe("ok");
    const [first, second] = now.stills;
    await act(app, id, {
      as: "artist",
      action: "approve",
      still: second!.id,
      approved: true,
    });
    const remove = (as: Who, still = first!.id) =>
      act(app, id, { as, action: "remove", still });
    expect(await codeOf(await remove("artist"))).toBe("wrong_role");
    expect(await codeOf(await remove("client", second!.id)))
      .toBe("still_kept");
    for (let i = 0; i < 2; i++) {
      const left = await (await remove("client")).json();
      expect(left).toMatchObject({ room: 13, roomToAdd: 1 });
    }
    expect((await photo(app, id, first!.photo, "client")).status).toBe(404);
    expect(await app.dump()).not.toContain(first!.photo);
    expect(await codeOf(await sendPicture(app, id))).toBe("ok");
  });
});

Deno.test("after the end a client deletes a photo on the page of the consultation, without JavaScript", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await sendPicture(app, id);
    await sendPicture(app, id);
    await end(app, id, "artist");
    const page = async () => await (await visit(app, `/c/${id}`)).text();
    expect((await page()).match(/>Delete picture \d</g)).toHaveLength(2);
    const [still] = (await readStills(app, id, "client")).stills;
    const sent = await removeByForm(app, id, still!.id);
    expect([sent.status, sent.headers.get("location")])
      .toEqual([303, `/c/${id}#stills`]);
    expect((await page()).match(/>Delete picture \d</g)).toHaveLength(1);
    expect((await photo(app, id, still!.photo, "client")).status).toBe(404);
  });
});

Deno.test("the client sees and deletes a photo of a consultation that did not take place", async () => {
  const ways = {
    async cancelled(app: TestApp, id: ConsultationId) {
      const answer = await app.ask(`${consultationPath(id)}/cancel`, {
        method: "POST",
        as: "artist",
        body: { word: "" },
      });
      expect(await codeOf(answer)).toBe("ok");
    },
    /** Until the next sweep it is only over by the clock. */
    closed(app: TestApp) {
      app.clock.advance(4 * HOUR);
    },
    async missed(app: TestApp) {
      app.clock.advance(4 * HOUR);
      await sweep(app.services.deps);
    },
  };
  for (const [way, happens] of Object.entries(ways)) {
    await withApp(async (app) => {
      const { id } = await app.confirmed();
      expect(await codeOf(await sendPicture(app, id))).toBe("ok");
      await happens(app, id);
      const page = async () => await (await visit(app, `/c/${id}`)).text();
      expect([way, (await page()).match(/>Delete picture \d</g)])
        .toEqual([way, [">Delete picture 1<"]]);
      const [still] = (await readStills(app, id, "client")).stills;
      const seen = await photo(app, id, still!.photo, "client");
      expect([way, seen.status]).toEqual([way, 200]);
      await seen.body?.cancel();
      const sent = await removeByForm(app, id, still!.id);
      expect([way, sent.status, sent.headers.get("location")])
        .toEqual([way, 303, `/c/${id}#stills`]);
      expect([way, (await page()).includes("Delete picture")])
        .toEqual([way, false]);
    });
  }
});

Deno.test("after the end the artist chooses a picture for the look sheet on their page, without JavaScript, and the sheet can be mailed again", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await sendPicture(app, id);
    await sendPicture(app, id);
    await end(app, id, "artist");
    const page = async (as: Who = "artist") => {
      const address = as === "artist"
        ? `/artist/consultations/${id}`
        : `/c/${id}`;
      return await (await visit(app, address, as)).text();
    };
    const choices = (html: string) =>
      html.match(/(?:Put|Take) picture \d (?:on|off) the look sheet/g);
    expect(choices(await page())).toEqual([
      "Put picture 1 on the look sheet",
      "Put picture 2 on the look sheet",
    ]);
    expect(choices(await page("client"))).toBe(null);
    const [, second] = (await readStills(app, id)).stills;
    const choose = (approved: string) =>
      app.fetch(
        new Request(`${BASE_URL}${stillsPath(id)}?session=artist`, {
          method: "POST",
          headers: { cookie: app.cookieOf("artist"), origin: BASE_URL },
          body: new URLSearchParams({
            action: "approve",
            still: second!.id,
            approved,
          }),
        }),
      );
    const look = `/api/video/consultation/${id}/look-sheet`;
    const post = async (path: string) =>
      await codeOf(
        await app.ask(path, { method: "POST", as: "artist", body: {} }),
      );
    const sent = async () =>
      (await (await app.ask(look, { as: "artist" })).json()).sent;
    for (const [approved, next] of [["true", "Take"], ["false", "Put"]]) {
      const answer = await choose(approved!);
      expect([answer.status, answer.headers.get("location")])
        .toEqual([303, `/artist/consultations/${id}#stills`]);
      expect(choices(await page())![1]).toContain(next);
      if (approved === "true") {
        expect(await post(`${look}/send`)).toBe("ok");
        expect(await sent()).toMatchObject({ changed: false });
      }
    }
    expect(await sent()).toMatchObject({ changed: true });
    const odd = await choose("maybe");
    expect(odd.headers.get("location")).toContain("refused=invalid_input");
    app.clock.advance(LOOK_EDIT_FOR);
    await signInAgain(app);
    expect(await page()).toContain("Download picture 2");
    expect(choices(await page())).toBe(null);
  });
});

Deno.test("after the end a picture on its way arrives, nothing is asked for, and both still see what was sent", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await askStill(app, id);
    await end(app, id, "artist");
    expect(await codeOf(await sendPicture(app, id, { request: 1 }))).toBe("ok");
    expect(await codeOf(await askStill(app, id))).toBe("consultation_ended");
    app.clock.advance(16 * MINUTE);
    expect(await codeOf(await sendPicture(app, id))).toBe("consultation_ended");
    const [still] = (await readStills(app, id, "client")).stills;
    for (const as of ["artist", "client"] as const) {
      expect((await photo(app, id, still!.photo, as)).status).toBe(200);
    }
    const chosen = await act(app, id, {
      as: "artist",
      action: "approve",
      still: still!.id,
      approved: true,
    });
    expect((await chosen.json()).stills[0].approved).toBe(true);
  });
});

Deno.test("a consultation that does not take place takes no pictures", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(app.clock.now() + 48 * HOUR);
    await app.ask(`${consultationPath(id)}/cancel`, {
      method: "POST",
      as: "artist",
      body: { word: "" },
    });
    expect(await codeOf(await askStill(app, id))).toBe(
      "consultation_cancelled",
    );
  });
});

Deno.test("erasing the consultation erases its stills: the store holds no byte of them, nor a request", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await act(app, id, {
      as: "artist",
      action: "ask",
      what: "other",
      text: "Quartz on the left hand",
    });
    await sendPicture(app, id, { request: 1 });
    const [still] = (await readStills(app, id)).stills;
    expect(await app.values()).toContain("Quartz on the left hand");
    await end(app, id, "artist");
    await app.settled();
    const erased = await app.ask(`${consultationPath(id)}/erase`, {
      method: "POST",
      as: "artist",
    });
    expect(await codeOf(erased)).toBe("ok");
    const dump = await app.settled();
    expect(dump).not.toMatch(/\["(photo|stills|exchange)/);
    expect(await app.values()).not.toContain("Quartz");
    expect((await photo(app, id, still!.photo, "artist")).status).toBe(404);
    expect(await readStills(app, id)).toMatchObject({ stills: [] });
    expect(await codeOf(await sendPicture(app, id))).not.toBe("ok");
  });
});

/** The client's form, without JavaScript. */
function removeByForm(app: TestApp, id: ConsultationId, still: string) {
  return app.fetch(
    new Request(`${BASE_URL}${stillsPath(id)}?session=client`, {
      method: "POST",
      headers: { cookie: app.cookieOf("client"), origin: BASE_URL },
      body: new URLSearchParams({ action: "remove", still }),
    }),
  );
}
