/** A new time for the same consultation: a new version, a new link, and both are notified. */
import { expect } from "expect";
import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import { DAY, HOUR, iso, MINUTE } from "@/lib/domain/basic/instant.ts";
import {
  BASE_URL,
  INES,
  NOOR,
  START,
  type Who,
  withApp,
} from "@/tests/_support/an_app.ts";
import { beat, codeOf, consultationPath, live, video } from "./_requests.ts";
import {
  cancel,
  enterAs,
  LATER,
  mailsAbout,
  move,
  movedSecret,
  NEW,
} from "./_changes.ts";

for (const who of ["client", "artist", "admin"] as const) {
  Deno.test(`the ${who} moves a consultation: a new version at the new time, the old cells free, both notified, the client with a new link`, async () => {
    await withApp(async (app) => {
      const { id, secret } = await app.confirmed(LATER);
      const before = await app.record(id);
      const answer = await move(app, id, who);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({
        id,
        version: before.version + 1,
        state: "confirmed",
        startsAt: iso(NEW),
        endsAt: iso(NEW + 45 * MINUTE),
      });
      const { deps } = app.services;
      const span = { from: START, to: START + 10 * DAY };
      expect(await deps.consultations.busyCells(INES, span)).toEqual(
        new Set([NEW, NEW + 15 * MINUTE, NEW + 30 * MINUTE]),
      );
      const moved = (await mailsAbout(app, id)).filter((mail) =>
        mail.subject === "Moved"
      );
      expect(moved.map((mail) => mail.to).sort()).toEqual(["ines", "mara"]);
      expect(await codeOf(await enterAs(app, "guest", id, secret)))
        .toBe("link_replaced");
      const renewed = await movedSecret(app, id);
      expect((await enterAs(app, "guest", id, renewed)).status).toBe(204);
    });
  });
}

Deno.test("a client who moves it stays in: the same cookie stays valid, for as long as the new time needs", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    const answer = await move(app, id, "client");
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie!.split(";")[0]).toBe(app.cookieOf("client"));
    const seconds = Number(/Max-Age=(\d+)/.exec(cookie!)![1]);
    expect(app.clock.now() + seconds * 1000).toBeGreaterThan(NEW + DAY);
    app.clock.set(NEW);
    expect(await codeOf(await beat(app, id, "client", "arrive"))).toBe("ok");
  });
});

Deno.test("the studio's move changes no cookie, and the client's page says that its link was replaced", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    const answer = await move(app, id, "artist");
    expect(answer.headers.getSetCookie()).toEqual([]);
    const status = await app.ask(`${video(id)}/waiting-status`, {
      as: "client",
    });
    expect(status.status).toBe(410);
    expect(await codeOf(status)).toBe("link_replaced");
  });
});

Deno.test("a second click moves and mails nothing: for each of the three, in turn and at once", async () => {
  for (const who of ["client", "artist", "admin"] as const) {
    await withApp(async (app) => {
      const { id } = await app.confirmed(LATER);
      const presses = await Promise.all(
        Array.from(
          { length: 4 },
          () => move(app, id, who, NEW, { version: "1" }),
        ),
      );
      expect(presses.map((one) => one.status)).toEqual([200, 200, 200, 200]);
      const dump = await app.settled();
      expect((await move(app, id, who, NEW, { version: "1" })).status)
        .toBe(200);
      expect(await app.settled()).toBe(dump);
      expect((await app.record(id)).version).toBe(2);
      expect(
        (await mailsAbout(app, id)).filter((mail) => mail.subject === "Moved")
          .length,
      ).toBe(2);
    });
  }
});

for (
  const [who, look] of [
    ["client", 1],
    ["client", 2],
    ["artist", 1],
    ["admin", 1],
  ] as const
) {
  Deno.test(`a second press by the ${who} that has read the record before the first one moved it finds it moved (at its look ${look} into the diary)`, async () => {
    await withApp(async (app) => {
      const { id } = await app.confirmed(LATER);
      const press = () => move(app, id, who, NEW, { version: "1" });
      const { consultations } = app.services.deps;
      const presses: Response[] = [];
      let looks = 0;
      app.replace({
        consultations: {
          ...consultations,
          async busyCells(...asked) {
            if (++looks === look) {
              app.replace({ consultations });
              presses.push(await press());
            }
            return await consultations.busyCells(...asked);
          },
        },
      });
      presses.push(await press());
      expect(presses.map((one) => one.status)).toEqual([200, 200]);
      await app.settled();
      expect((await app.record(id)).version).toBe(2);
      const moved = (await mailsAbout(app, id))
        .filter((mail) => mail.subject === "Moved");
      expect(moved.length).toBe(2);
    });
  });
}

Deno.test("a page that shows an older version moves nothing: its time was chosen before somebody else chose another", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    await move(app, id, "client", NEW);
    const stale = await move(app, id, "artist", NEW + HOUR, { version: "1" });
    expect(await codeOf(stale)).toBe("conflict");
    expect((await app.record(id)).startsAt).toBe(NEW);
  });
});

Deno.test("its own cells do not block it: it can move 15 minutes later, and back", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    for (const at of [LATER + 15 * MINUTE, LATER, LATER - 30 * MINUTE]) {
      expect((await move(app, id, "client", at)).status).toBe(200);
      const span = { from: START, to: START + 10 * DAY };
      expect(await app.services.deps.consultations.busyCells(INES, span))
        .toEqual(new Set([at, at + 15 * MINUTE, at + 30 * MINUTE]));
    }
  });
});

Deno.test("a taken time is refused, with the free ones around it, and nothing is written", async () => {
  await withApp(async (app) => {
    const { id: other } = await app.confirmed(NEW, "Other Person");
    const { id } = await app.confirmed(LATER);
    for (const who of ["client", "artist", "admin"] as const) {
      const before = await app.settled();
      const answer = await move(app, id, who, NEW + 15 * MINUTE);
      expect(answer.status).toBe(409);
      const { error } = await answer.json();
      expect(error.code).toBe("slot_taken");
      expect(error.alternatives.length).toBe(3);
      expect(error.alternatives).not.toContain(iso(NEW));
      expect(await app.settled()).toBe(before);
    }
    expect((await app.record(other)).startsAt).toBe(NEW);
  });
});

const REFUSED_TO_CLIENT:
  readonly (readonly [string, number | string, string])[] = [
    ["past", START - DAY, "slot_invalid"],
    ["off the grid", NEW + 7 * MINUTE, "slot_invalid"],
    ["a millisecond off", NEW + 1, "slot_invalid"],
    ["beyond the booking horizon", START + 31 * DAY, "slot_invalid"],
    ["no date", "tomorrow", "invalid_input"],
    ["a time without an offset", "2026-11-27T16:15:00", "invalid_input"],
    ["a day that is none", "2026-02-31T10:00:00Z", "slot_invalid"],
    ["nothing", "", "invalid_input"],
  ];

for (const [name, at, code] of REFUSED_TO_CLIENT) {
  Deno.test(`a client cannot move to ${name}: ${code}`, async () => {
    await withApp(async (app) => {
      const { id } = await app.confirmed(LATER);
      const before = await app.settled();
      expect(await codeOf(await move(app, id, "client", at))).toBe(code);
      expect(await app.settled()).toBe(before);
    });
  });
}

Deno.test("notice and hours apply to a client; the studio may ignore both, but never choose the past", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const artist = (await deps.catalog.artist(INES))!;
    const { id } = await app.confirmed(LATER);
    await deps.catalog.restore({
      artists: [{
        ...artist,
        noticeMinutes: 2 * 24 * 60,
        hours: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({
          weekday,
          from: "09:00",
          to: "12:00",
        })),
      }],
    });
    // 10:00 in Berlin.
    const morning = Date.parse("2026-11-27T09:00:00Z");
    const soon = Date.parse("2026-11-23T09:00:00Z");
    const night = Date.parse("2026-11-27T22:00:00Z");
    for (const at of [soon, night]) {
      expect(await codeOf(await move(app, id, "client", at)))
        .toBe("slot_invalid");
    }
    expect(await codeOf(await move(app, id, "client", morning))).toBe("ok");
    for (const who of ["artist", "admin"] as const) {
      for (const at of [soon, night]) {
        expect(await codeOf(await move(app, id, who, at))).toBe("ok");
      }
      for (const at of [START - 3 * HOUR, START + 400 * DAY]) {
        expect(await codeOf(await move(app, id, who, at))).toBe("slot_invalid");
      }
    }
  });
});

Deno.test("the length is the booking's own, even if the service has changed since", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { id } = await app.confirmed(LATER);
    const service = (await deps.catalog.services())[0]!;
    await deps.catalog.restore({
      services: [{ ...service, minutes: 90, retired: true }],
    });
    expect((await move(app, id, "client")).status).toBe(200);
    expect(await app.record(id)).toMatchObject({
      startsAt: NEW,
      endsAt: NEW + 45 * MINUTE,
      heldUntil: NEW + 45 * MINUTE,
    });
  });
});

Deno.test("a client may change it until the studio's notice before the start, to the millisecond; then they see the deadline", async () => {
  for (const change of [move, cancel] as const) {
    await withApp(async (app) => {
      const { id } = await app.confirmed(LATER);
      app.clock.set(LATER - 24 * HOUR + 1);
      const late = await change(app, id, "client");
      expect(late.status).toBe(409);
      expect((await late.json()).error).toMatchObject({
        code: "too_late_to_change",
        closesAt: iso(LATER - 24 * HOUR),
      });
      app.clock.set(LATER - 24 * HOUR);
      expect((await change(app, id, "client")).status).toBe(200);
    });
  }
});

Deno.test("the policy's hours are elapsed hours: across a clock change the wall clock differs", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    // In New York clocks go back on 2026-11-01 at 06:00 UTC, so two consecutive
    // noons are 25 hours apart.
    app.clock.set("2026-10-20T12:00:00Z");
    const noon = Date.parse("2026-11-01T17:00:00Z");
    const { id } = await app.confirmed(noon);
    const policy = (await deps.catalog.studio())!.clientChangesUntilHours;
    expect(policy).toBe(24);
    // 13:00 on Saturday, not noon.
    app.clock.set("2026-10-31T17:00:00.001Z");
    expect(await codeOf(await move(app, id, "client", noon + 2 * DAY)))
      .toBe("too_late_to_change");
    app.clock.set("2026-10-31T17:00:00Z");
    expect(await codeOf(await move(app, id, "client", noon + 2 * DAY)))
      .toBe("ok");
  });
});

Deno.test("with a policy of no hours a client may change it until the start, and no longer", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const studio = (await deps.catalog.studio())!;
    await deps.catalog.restore({
      studio: { ...studio, clientChangesUntilHours: 0 },
    });
    const { id } = await app.confirmed(LATER);
    app.clock.set(LATER);
    expect(await codeOf(await cancel(app, id, "client")))
      .toBe("too_late_to_change");
    app.clock.set(LATER - 1);
    expect(await codeOf(await cancel(app, id, "client"))).toBe("ok");
  });
});

Deno.test("the studio may change it after the client's deadline, and while the room is open", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(START);
    app.clock.set(START + 5 * MINUTE);
    expect(await codeOf(await move(app, id, "client")))
      .toBe("too_late_to_change");
    expect(await codeOf(await move(app, id, "artist"))).toBe("ok");
  });
});

Deno.test("a client of another consultation, another artist and nobody can move and cancel nothing", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    const { id: other } = await app.confirmed(LATER + 2 * HOUR, "Ada Other");
    // The app's client is now Ada.
    expect(other).not.toBe(id);
    const before = await app.settled();
    for (
      const [who, code] of [
        ["client", "sign_in_required"],
        ["other_artist", "not_found"],
        ["nobody", "sign_in_required"],
      ] as const
    ) {
      expect(await codeOf(await move(app, id, who))).toBe(code);
      expect(await codeOf(await cancel(app, id, who))).toBe(code);
    }
    expect(await app.settled()).toBe(before);
  });
});

Deno.test("a client's session under another consultation's cookie name changes nothing there", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    await app.confirmed(LATER + 2 * HOUR, "Ada Other");
    const token = app.cookieOf("client").split("=")[1]!;
    app.admit("guest", `visavis_c_${id}=${token}`);
    const before = await app.settled();
    expect(await codeOf(await move(app, id, "guest"))).toBe("sign_in_required");
    expect(await codeOf(await cancel(app, id, "guest")))
      .toBe("sign_in_required");
    expect(await app.settled()).toBe(before);
  });
});

Deno.test("the old link's session moves and cancels nothing, not even to the current time", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    await move(app, id, "artist", NEW);
    const before = await app.settled();
    for (const at of [NEW, LATER, NEW + HOUR]) {
      const answer = await move(app, id, "client", at);
      expect(await codeOf(answer)).toBe("link_replaced");
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
    expect(await codeOf(await cancel(app, id, "client"))).toBe("link_replaced");
    expect(await app.settled()).toBe(before);
  });
});

Deno.test("a second browser of the same client loses access when the first one moves it: its link is the old one", async () => {
  await withApp(async (app) => {
    const { id, secret } = await app.confirmed(LATER);
    await enterAs(app, "guest", id, secret);
    await move(app, id, "client");
    const status = (who: Who) =>
      app.ask(`${video(id)}/waiting-status`, { as: who });
    expect(await codeOf(await status("guest"))).toBe("link_replaced");
    expect(await codeOf(await status("client"))).toBe("ok");
  });
});

Deno.test("an unconfirmed, live or finished consultation is not moved", async () => {
  await withApp(async (app) => {
    const asked = await app.requested(LATER);
    expect(await codeOf(await move(app, asked, "artist")))
      .toBe("not_confirmed");
    const underWay = await live(app);
    expect(await codeOf(await move(app, underWay, "artist"))).toBe("under_way");
    expect(await codeOf(await move(app, underWay, "client"))).toBe("under_way");
    await cancel(app, asked, "artist");
    expect(await codeOf(await move(app, asked, "artist")))
      .toBe("consultation_cancelled");
  });
});

Deno.test("another artist's calendar is never changed: the consultation stays with its artist", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    await move(app, id, "client", NEW, { artistId: NOOR, artist: NOOR });
    expect((await app.record(id)).artistId).toBe(INES);
    const span = { from: START, to: START + 10 * DAY };
    expect((await app.services.deps.consultations.busyCells(NOOR, span)).size)
      .toBe(0);
  });
});

Deno.test("a client who keeps moving it is eventually asked to wait", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    const codes: string[] = [];
    for (let i = 0; i < 11; i++) {
      codes.push(
        await codeOf(await move(app, id, "client", i % 2 ? LATER : NEW)),
      );
    }
    expect(codes.filter((code) => code === "ok").length).toBe(10);
    expect(codes.at(-1)).toBe("rate_limited");
  });
});

for (
  const [name, limit] of [
    ["by the address that gets the mails", RATE_LIMITS.reschedulesOfClient],
    ["by the artist who gets the mails", RATE_LIMITS.reschedulesOfArtist],
  ] as const
) {
  Deno.test(`moves of different consultations are counted together, ${name}; the studio is not asked to wait`, async () => {
    await withApp(async (app) => {
      const limits = { ...limit, most: 1 };
      const { rateLimits } = app.services.deps;
      app.replace({
        rateLimits: {
          take: (asked, key) =>
            rateLimits.take(asked.name === limits.name ? limits : asked, key),
        },
      });
      const first = await app.confirmed(LATER);
      expect(await codeOf(await move(app, first.id, "client", NEW))).toBe("ok");
      const second = await app.confirmed(LATER);
      const refused = await move(app, second.id, "client", NEW + HOUR);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(await codeOf(refused)).toBe("rate_limited");
      expect(await codeOf(await move(app, second.id, "artist", NEW + HOUR)))
        .toBe("ok");
    });
  });
}

Deno.test("a plain form leads back to one's own page, or to the times, with the reason", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    const { id: other } = await app.confirmed(NEW, "Other Person");
    const submit = (who: Who, body: string, session = who) =>
      app.fetch(
        new Request(
          `${BASE_URL}${consultationPath(id)}/reschedule?session=${session}`,
          {
            method: "POST",
            headers: {
              "content-type": "application/x-www-form-urlencoded",
              cookie: app.cookieOf(who),
            },
            body,
          },
        ),
      );
    const taken = await submit("artist", `at=${iso(NEW)}`);
    expect(taken.status).toBe(303);
    expect(taken.headers.get("location")).toBe(
      `/artist/consultations/${id}/move?at=${
        encodeURIComponent(iso(NEW))
      }&refused=slot_taken`,
    );
    const moved = await submit("admin", "date=2026-11-28&time=23%3A30");
    expect(moved.headers.get("location"))
      .toBe(`/admin/consultations/${id}?done=moved`);
    // By the artist's own clock, Berlin's.
    expect((await app.record(id)).startsAt)
      .toBe(Date.parse("2026-11-28T22:30:00Z"));
    const nonsense = await submit("artist", "date=2026-02-30&time=25%3A00");
    expect(nonsense.headers.get("location")).toBe(
      `/artist/consultations/${id}/move?refused=invalid_input`,
    );
    expect(other).toBeTruthy();
  });
});
