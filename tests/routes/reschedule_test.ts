/** Another time for the same consultation: a new version, a new link, and both are told. */
import { expect } from "expect";
import { DAY, HOUR, iso, MINUTE } from "@/lib/domain/instant.ts";
import {
  BASE_URL,
  INES,
  NOOR,
  START,
  type Who,
  withApp,
} from "../_support/an_app.ts";
import { appointment, beat, codeOf, live, video } from "./_asks.ts";
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
  Deno.test(`the ${who} moves a consultation: a new version at the new time, the old cells free, both told, the client with a new link`, async () => {
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

Deno.test("a client who moves it stays in: the same cookie goes on, for as long as the new time needs", async () => {
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

Deno.test("nobody's cookie is touched by the studio's move, and the client's page is told that its link was replaced", async () => {
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

Deno.test("a second press moves and mails nothing: by each of the three, in turn and at one moment", async () => {
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

Deno.test("a page that shows an older version moves nothing: the time it names was wanted before somebody else chose another", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    await move(app, id, "client", NEW);
    const stale = await move(app, id, "artist", NEW + HOUR, { version: "1" });
    expect(await codeOf(stale)).toBe("conflict");
    expect((await app.record(id)).startsAt).toBe(NEW);
  });
});

Deno.test("its own cells are not in the way: it can begin a quarter of an hour later, and back", async () => {
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

Deno.test("a time that somebody has is refused, with the free ones around it, and nothing is written", async () => {
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
    ["beyond the diary's horizon", START + 31 * DAY, "slot_invalid"],
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

Deno.test("notice and hours hold for a client; the studio may go outside both, and never into the past", async () => {
  await withApp(async (app) => {
    const { deps, writer } = app.services;
    const artist = (await deps.directory.artist(INES))!;
    const { id } = await app.confirmed(LATER);
    await writer.putArtist({
      ...artist,
      noticeMinutes: 2 * 24 * 60,
      hours: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({
        weekday,
        from: "09:00",
        to: "12:00",
      })),
    });
    // Ten in the morning, in Berlin.
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

Deno.test("the length is the booking's own, whatever has become of the service since", async () => {
  await withApp(async (app) => {
    const { deps, writer } = app.services;
    const { id } = await app.confirmed(LATER);
    const service = (await deps.directory.services())[0]!;
    await writer.putService({ ...service, minutes: 90, retired: true });
    expect((await move(app, id, "client")).status).toBe(200);
    expect(await app.record(id)).toMatchObject({
      startsAt: NEW,
      endsAt: NEW + 45 * MINUTE,
      heldUntil: NEW + 45 * MINUTE,
    });
  });
});

Deno.test("until the studio's hours before the start a client may change it, to the millisecond; then they are told until when it was", async () => {
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

Deno.test("the hours of the policy are hours that pass: over a change of the clock the wall clock shows another time", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    // New York goes back on 2026-11-01 at 06:00 UTC; the clock there stands at noon twice 25 hours apart.
    app.clock.set("2026-10-20T12:00:00Z");
    const noon = Date.parse("2026-11-01T17:00:00Z");
    const { id } = await app.confirmed(noon);
    const policy = (await deps.directory.studio())!.clientChangesUntilHours;
    expect(policy).toBe(24);
    // One in the afternoon on Saturday, and not noon.
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
    const { deps, writer } = app.services;
    const studio = (await deps.directory.studio())!;
    await writer.putStudio({ ...studio, clientChangesUntilHours: 0 });
    const { id } = await app.confirmed(LATER);
    app.clock.set(LATER);
    expect(await codeOf(await cancel(app, id, "client")))
      .toBe("too_late_to_change");
    app.clock.set(LATER - 1);
    expect(await codeOf(await cancel(app, id, "client"))).toBe("ok");
  });
});

Deno.test("the studio may change it after the policy's hour, and while the room is open", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(START);
    app.clock.set(START + 5 * MINUTE);
    expect(await codeOf(await move(app, id, "client")))
      .toBe("too_late_to_change");
    expect(await codeOf(await move(app, id, "artist"))).toBe("ok");
  });
});

Deno.test("a client of another consultation, another artist and nobody move and cancel nothing", async () => {
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

Deno.test("a client's session put under another consultation's cookie changes nothing there", async () => {
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

Deno.test("the old link's session moves and cancels nothing, not even to the time that it is at now", async () => {
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

Deno.test("a second browser of the same client is out when the first one moves it: its link is the old one", async () => {
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

Deno.test("what is not confirmed, and what is live or over, is not moved", async () => {
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

Deno.test("another artist's diary is never touched: the consultation stays with its own", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    await move(app, id, "client", NEW, { artistId: NOOR, artist: NOOR });
    expect((await app.record(id)).artistId).toBe(INES);
    const span = { from: START, to: START + 10 * DAY };
    expect((await app.services.deps.consultations.busyCells(NOOR, span)).size)
      .toBe(0);
  });
});

Deno.test("a client who moves it back and forth is asked to wait in the end", async () => {
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

Deno.test("as a plain form it leads back to one's own page, or to the times, with the reason", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    const { id: other } = await app.confirmed(NEW, "Other Person");
    const submit = (who: Who, body: string, session = who) =>
      app.fetch(
        new Request(
          `${BASE_URL}${appointment(id)}/reschedule?session=${session}`,
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
    // By the artist's own clock, which is Berlin's.
    expect((await app.record(id)).startsAt)
      .toBe(Date.parse("2026-11-28T22:30:00Z"));
    const nonsense = await submit("artist", "date=2026-02-30&time=25%3A00");
    expect(nonsense.headers.get("location")).toBe(
      `/artist/consultations/${id}/move?refused=invalid_input`,
    );
    expect(other).toBeTruthy();
  });
});
