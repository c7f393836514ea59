/** A session belongs to the account that signed in: it ends with it, and never returns. */
import { expect } from "expect";
import { DAY, HOUR } from "@/lib/domain/basic/instant.ts";
import { newStaffSession } from "@/lib/domain/staff/session_times.ts";
import { STAFF_COOKIE } from "@/lib/http/session/cookies.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import { addAdmin, removeAdmin } from "@/lib/usecases/offer/edit_studio.ts";
import {
  editArtist,
  setArtistRetired,
} from "@/lib/usecases/offer/edit_artists.ts";
import { draftOfProfile } from "@/lib/domain/offer/artist_draft.ts";
import { INES, START, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { openStudio } from "@/tests/_support/a_studio.ts";
import { codeOf, live, start, token, video } from "./_requests.ts";
import { watching, watchingRoom } from "./_streams.ts";

const OWNER: Actor = { role: "admin", email: "odile@studio.example" };
const INES_ACTOR: Actor = {
  role: "artist",
  artistId: INES,
  email: "ines@studio.example",
};
const ADA = "ada@studio.example";

/** Signs Inès in a second time, in the browser `guest`; returns the session's token. */
async function inesElsewhere(app: TestApp): Promise<string> {
  const token = await app.services.deps.sessions.create(INES_ACTOR, {
    expiresAt: START + DAY,
  });
  app.admit("guest", `${STAFF_COOKIE}=${token}`);
  return token;
}

/** Signs an admin of this address in, in the browser `guest`. */
async function adaSignedIn(app: TestApp): Promise<void> {
  const { deps } = app.services;
  await addAda(app);
  const cookie = await deps.sessions.create({ role: "admin", email: ADA }, {
    expiresAt: START + DAY,
  });
  app.admit("guest", `${STAFF_COOKIE}=${cookie}`);
}

const addAda = (app: TestApp, email = ADA) =>
  addAdmin(app.services.deps, {
    actor: OWNER,
    draft: { name: "Ada", email },
  });

const removeAda = (app: TestApp) =>
  removeAdmin(app.services.deps, { actor: OWNER, email: ADA });

/** Changes the record of Inès: her address, or whether she is retired. */
async function changeInes(
  app: TestApp,
  change: { readonly email?: string; readonly retired?: boolean },
) {
  const { deps } = app.services;
  const { value, versionstamp } = (await deps.catalog.storedArtist(INES))!;
  const changed = change.retired === undefined
    ? await editArtist(deps, {
      actor: OWNER,
      id: INES,
      versionstamp,
      draft: {
        ...draftOfProfile(value),
        name: value.name,
        email: value.email,
        ...change,
      },
    })
    : await setArtistRetired(deps, {
      actor: OWNER,
      id: INES,
      versionstamp,
      retired: change.retired,
    });
  expect(changed).toMatchObject({ ok: true });
}

const asGuest = async (app: TestApp, id: string) =>
  await codeOf(
    await app.ask(`${video(id)}/waiting-status`, { as: "guest" }),
  );

const asInes = async (app: TestApp) =>
  await codeOf(await app.ask("/api/artist/day", { as: "artist" }));

Deno.test("attack: an admin who was removed is not signed in again when their address is added again", async () => {
  await withApp(async (app) => {
    const id = await app.requested();
    await adaSignedIn(app);
    expect(await asGuest(app, id)).toBe("ok");
    await removeAda(app);
    expect(await asGuest(app, id)).toBe("sign_in_required");
    await addAda(app);
    expect(await asGuest(app, id)).toBe("sign_in_required");
  });
});

Deno.test("attack: the studio's file does not bring an ended session back, and ends none", async () => {
  await withApp(async (app) => {
    const id = await app.requested();
    await adaSignedIn(app);
    await openStudio(app.services.deps.catalog);
    expect(await asGuest(app, id)).toBe("ok");
    expect(await asInes(app)).toBe("ok");
    await removeAda(app);
    await app.services.deps.catalog.restore({
      staff: [{ role: "admin", name: "Ada", email: ADA }],
    });
    expect(await asGuest(app, id)).toBe("sign_in_required");
  });
});

for (
  const [what, away, back] of [
    ["retired and returns", { retired: true }, { retired: false }],
    [
      "gets another address and the old one again",
      { email: "vidal@studio.example" },
      { email: "ines@studio.example" },
    ],
  ] as const
) {
  Deno.test(`attack: sessions of an artist who is ${what} stay ended`, async () => {
    await withApp(async (app) => {
      expect(await asInes(app)).toBe("ok");
      await changeInes(app, away);
      expect(await asInes(app)).toBe("sign_in_required");
      await changeInes(app, back);
      expect(await asInes(app)).toBe("sign_in_required");
    });
  });
}

Deno.test("an artist who leaves their address to an admin is not that admin", async () => {
  await withApp(async (app) => {
    await changeInes(app, { email: "vidal@studio.example" });
    await addAda(app, "ines@studio.example");
    expect(await asInes(app)).toBe("sign_in_required");
  });
});

Deno.test("the studio's file that gives an artist another address ends the account of the old one", async () => {
  await withApp(async (app) => {
    const { catalog } = app.services.deps;
    const artist = (await catalog.artist(INES))!;
    await catalog.restore({
      artists: [{ ...artist, email: "vidal@studio.example" }],
    });
    expect(await catalog.staff("ines@studio.example")).toBe(null);
    expect(await asInes(app)).toBe("sign_in_required");
  });
});

Deno.test("another spelling of the same address, a new name or new services end no session", async () => {
  await withApp(async (app) => {
    await changeInes(app, { email: "INES@studio.example" });
    expect(await asInes(app)).toBe("ok");
  });
});

Deno.test("open streams of an artist end when the address changes, on the day and in the call", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await watching(app, "/api/artist/day", "artist", async (day) => {
      await watchingRoom(app, id, "artist", async (room) => {
        await day.next();
        await room.next();
        await changeInes(app, { email: "vidal@studio.example" });
        for (const reader of [day, room]) {
          const events = await reader.until(({ event }) => event === "gone");
          expect(events.at(-1)!.data.error.code).toBe("sign_in_required");
          expect(await reader.next()).toBe(null);
        }
      });
    });
    expect(await codeOf(await token(app, id, "artist")))
      .toBe("sign_in_required");
    expect(await codeOf(await start(app, id))).toBe("sign_in_required");
  });
});

Deno.test("an open stream of an admin ends when the admin is removed", async () => {
  await withApp(async (app) => {
    const id = await app.requested();
    await adaSignedIn(app);
    const path = `${video(id)}/waiting-status`;
    await watching(app, path, "guest", async (reader) => {
      await reader.next();
      await removeAda(app);
      const events = await reader.until(({ event }) => event === "gone");
      expect(events.at(-1)!.data.error.code).toBe("sign_in_required");
    });
  });
});

Deno.test("a sign-out ends the open streams of this session, and no other session's", async () => {
  await withApp(async (app) => {
    await inesElsewhere(app);
    await watching(app, "/api/artist/day", "artist", async (mine) => {
      await watching(app, "/api/artist/day", "guest", async (other) => {
        await mine.next();
        await other.next();
        await app.ask("/sign-out", { method: "POST", as: "guest" });
        await other.until(({ event }) => event === "gone");
        expect(await asInes(app)).toBe("ok");
        await app.requested();
        await mine.until(({ event }) => event === "snapshot");
      });
    });
  });
});

Deno.test("signing out everywhere ends every session of the account, tells its open pages, and nobody else's; a new one can begin", async () => {
  await withApp(async (app) => {
    const { sessions } = app.services.deps;
    const id = await app.requested();
    await adaSignedIn(app);
    const ada = { role: "admin", email: ADA } as const;
    const other = await sessions.create(ada, { expiresAt: START + DAY });
    await watching(app, "/api/artist/day", "artist", async (inesPage) => {
      await inesPage.next();
      const answer = await app.ask("/sign-out/everywhere", {
        method: "POST",
        as: "guest",
      });
      expect(answer.status).toBe(303);
      expect(answer.headers.get("location")).toBe("/sign-in");
      expect(answer.headers.getSetCookie().join())
        .toContain(`${STAFF_COOKIE}=;`);
      expect(await asGuest(app, id)).toBe("sign_in_required");
      app.admit("guest", `${STAFF_COOKIE}=${other}`);
      expect(await asGuest(app, id)).toBe("sign_in_required");
      expect(await asInes(app)).toBe("ok");
    });
    const again = await sessions.create(ada, { expiresAt: START + DAY });
    app.admit("guest", `${STAFF_COOKIE}=${again}`);
    expect(await asGuest(app, id)).toBe("ok");
  });
});

Deno.test("a page that is open in another browser hears that everything was signed out", async () => {
  await withApp(async (app) => {
    await inesElsewhere(app);
    await watching(app, "/api/artist/day", "artist", async (mine) => {
      await mine.next();
      await app.ask("/sign-out/everywhere", { method: "POST", as: "guest" });
      await mine.until(({ event }) => event === "gone");
    });
  });
});

Deno.test("attack: another site's form, or an ended session, signs nobody out everywhere", async () => {
  await withApp(async (app) => {
    await app.ask("/sign-out/everywhere", {
      method: "POST",
      as: "artist",
      headers: { "sec-fetch-site": "cross-site" },
    });
    expect(await asInes(app)).toBe("ok");
    await app.services.deps.sessions.revoke(await inesElsewhere(app));
    await app.ask("/sign-out/everywhere", { method: "POST", as: "guest" });
    expect(await asInes(app)).toBe("ok");
  });
});

Deno.test("use renews a session, for thirty days at most", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const begun = app.clock.now();
    const token = await deps.sessions.create(OWNER, newStaffSession(begun));
    const isIn = async () => await deps.sessions.resolve(token) !== null;
    for (let hours = 0; hours < 30 * 24; hours += 11) {
      expect([hours, await isIn()]).toEqual([hours, true]);
      app.clock.advance(11 * HOUR);
    }
    app.clock.set(begun + 30 * DAY - 1);
    expect(await isIn()).toBe(true);
    app.clock.advance(1);
    expect(await isIn()).toBe(false);
  });
});

Deno.test("twelve hours without a use end a session", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const times = newStaffSession(app.clock.now());
    const token = await deps.sessions.create(OWNER, times);
    app.clock.advance(6 * HOUR);
    await deps.sessions.resolve(token);
    app.clock.advance(12 * HOUR - 1);
    expect(await deps.sessions.resolve(token)).not.toBe(null);
    app.clock.advance(12 * HOUR);
    expect(await deps.sessions.resolve(token)).toBe(null);
  });
});

for (const step of ["start", "token"] as const) {
  Deno.test(`a session at its very end lasts through the call that its ${step} opens`, async () => {
    await withApp(async (app) => {
      const id = step === "token"
        ? await live(app)
        : (await app.confirmed()).id;
      app.clock.set(START);
      const over = START + 1000;
      const session = await app.services.deps.sessions.create(
        { role: "artist", artistId: INES, email: "ines@studio.example" },
        { expiresAt: over, renewableUntil: over },
      );
      app.admit("guest", `${STAFF_COOKIE}=${session}`);
      const opened = step === "start"
        ? await start(app, id, "guest")
        : await token(app, id, "guest");
      expect(await codeOf(opened)).toBe("ok");
      const { endsAt } = await app.record(id);
      app.clock.set(endsAt + 14 * 60_000);
      expect(await codeOf(await token(app, id, "guest"))).toBe("ok");
      app.clock.set(endsAt + 2 * HOUR);
      expect(
        await codeOf(await app.ask("/api/artist/day", { as: "guest" })),
      ).toBe("sign_in_required");
    });
  });
}
