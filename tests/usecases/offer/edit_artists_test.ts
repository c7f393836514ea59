import { expect } from "expect";
import { STAFF_COOKIE } from "@/lib/http/session/cookies.ts";
import { draftOfProfile } from "@/lib/domain/offer/artist_draft.ts";
import type { ServiceId } from "@/lib/domain/basic/ids.ts";
import { DAY, HOUR } from "@/lib/domain/basic/instant.ts";
import { bookConsultation } from "@/lib/usecases/booking/book_consultation.ts";
import { cancelConsultation } from "@/lib/usecases/consultation/cancel_consultation.ts";
import { confirmConsultation } from "@/lib/usecases/consultation/confirm_consultation.ts";
import { declineConsultation } from "@/lib/usecases/consultation/decline_consultation.ts";
import { endSession } from "@/lib/usecases/call/end_session.ts";
import { startSession } from "@/lib/usecases/call/start_session.ts";
import { timesToMoveTo } from "@/lib/usecases/consultation/new_time.ts";
import {
  addArtist,
  type ArtistDraft,
  editArtist,
  editProfile,
  setArtistRetired,
} from "@/lib/usecases/offer/edit_artists.ts";
import {
  BRIDAL,
  INES,
  NOOR,
  START,
  type TestApp,
  withApp,
} from "@/tests/_support/an_app.ts";
import { aService } from "@/tests/_support/a_studio.ts";
import { aBookingRequest } from "@/tests/usecases/_booking.ts";
import {
  A_CLIENT,
  ADMIN,
  INES_HERSELF,
  NOOR_HERSELF,
} from "@/tests/usecases/_offer.ts";

const LEA: ArtistDraft = {
  name: "Léa Moreau",
  email: "lea@studio.example",
  zone: "Europe/Paris",
  bio: "",
  noticeMinutes: "60",
  horizonDays: "30",
  services: [BRIDAL],
};

async function inesIn({ services }: TestApp) {
  const stored = (await services.deps.catalog.storedArtist(INES))!;
  return { stamp: stored.versionstamp, artist: stored.value };
}

Deno.test("an artist changes her own profile, but neither her name nor how she signs in", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { stamp, artist } = await inesIn(app);
    const forged = {
      ...draftOfProfile(artist),
      bio: "Bridal.",
      name: "Odile",
      email: "odile@studio.example",
      retired: "false",
      hours: [],
    };
    expect(
      await editProfile(deps, {
        actor: INES_HERSELF,
        id: INES,
        versionstamp: stamp,
        draft: forged,
      }),
    )
      .toMatchObject({ ok: true, value: { bio: "Bridal." } });
    const after = (await inesIn(app)).artist;
    expect(after).toEqual({ ...artist, bio: "Bridal." });
  });
});

Deno.test("only an admin and the artist change a profile; only an admin changes an account", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { stamp, artist } = await inesIn(app);
    const draft = { ...LEA, ...draftOfProfile(artist), bio: "Mine now." };
    const before = await app.dump();
    for (const actor of [NOOR_HERSELF, A_CLIENT, null]) {
      expect(
        await editProfile(deps, {
          actor,
          id: INES,
          versionstamp: stamp,
          draft,
        }),
      )
        .toMatchObject({ code: "not_found" });
    }
    for (const actor of [INES_HERSELF, NOOR_HERSELF, A_CLIENT, null]) {
      expect(
        await editArtist(deps, { actor, id: INES, versionstamp: stamp, draft }),
      )
        .toMatchObject({ code: "not_found" });
      expect(
        await setArtistRetired(deps, {
          actor,
          id: NOOR,
          versionstamp: stamp,
          retired: true,
        }),
      )
        .toMatchObject({ code: "not_found" });
      expect(await addArtist(deps, { actor, draft: LEA }))
        .toMatchObject({ code: "not_found" });
    }
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("a new artist can sign in, can be booked once there are hours, and has an id made from the name", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const added = await addArtist(deps, { actor: ADMIN, draft: LEA });
    expect(added).toMatchObject({
      ok: true,
      value: { id: "lea-moreau", hours: [] },
    });
    expect(await deps.catalog.staff("LEA@studio.example")).toMatchObject({
      role: "artist",
      email: "lea@studio.example",
      artistId: "lea-moreau",
    });
    const again = await addArtist(deps, {
      actor: ADMIN,
      draft: {
        ...LEA,
        email: "l@studio.example",
      },
    });
    expect(again).toMatchObject({ ok: true, value: { id: "lea-moreau-2" } });
  });
});

Deno.test("one address signs in one person", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const before = await app.dump();
    for (const email of ["odile@studio.example", "NOOR@studio.example "]) {
      expect(await addArtist(deps, { actor: ADMIN, draft: { ...LEA, email } }))
        .toMatchObject({
          code: "invalid_input",
          facts: { fields: { email: expect.any(String) } },
        });
      const { stamp, artist } = await inesIn(app);
      expect(
        await editArtist(deps, {
          actor: ADMIN,
          id: INES,
          versionstamp: stamp,
          draft: {
            ...draftOfProfile(artist),
            name: artist.name,
            email,
          },
        }),
      ).toMatchObject({ code: "invalid_input" });
    }
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("after a change of address the old one signs nobody in, and its session has ended", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { stamp, artist } = await inesIn(app);
    expect((await app.ask("/api/artist/day", { as: "artist" })).status).toBe(
      200,
    );
    const changed = await editArtist(deps, {
      actor: ADMIN,
      id: INES,
      versionstamp: stamp,
      draft: {
        ...draftOfProfile(artist),
        name: "Inès V.",
        email: "vidal@studio.example",
      },
    });
    expect(changed).toMatchObject({ ok: true });
    expect(await deps.catalog.staff("ines@studio.example")).toBe(null);
    expect(await deps.catalog.staff("vidal@studio.example"))
      .toMatchObject({ artistId: INES });
    expect((await app.ask("/api/artist/day", { as: "artist" })).status).toBe(
      401,
    );
  });
});

Deno.test("nobody is retired while clients are booked, wait for an answer or are in the room", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const retire = async () =>
      await setArtistRetired(deps, {
        actor: ADMIN,
        id: INES,
        versionstamp: (await inesIn(app)).stamp,
        retired: true,
      });
    const refused = { ok: false, code: "artist_has_bookings" };
    const asked = await app.requested();
    expect(await retire()).toMatchObject(refused);
    const at = START + 2 * HOUR;
    const { id: agreed } = await app.confirmed(at, "Clara Haas");
    await declineConsultation(deps, { actor: ADMIN, id: asked, reason: "" });
    expect(await retire()).toMatchObject(refused);
    app.clock.set(at);
    expect(await startSession(deps, { actor: INES_HERSELF, id: agreed }))
      .toMatchObject({
        ok: true,
      });
    // Long after its scheduled end, and still in progress.
    app.clock.set(at + 2 * HOUR);
    expect(await retire()).toMatchObject(refused);
    expect((await inesIn(app)).artist.retired).toBe(false);
    await endSession(deps, { actor: INES_HERSELF, id: agreed });
    expect(await retire()).toMatchObject({ ok: true });
  });
});

Deno.test("a request that arrived during the retirement cannot be confirmed, only declined", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const id = await app.requested();
    await deps.catalog.restore({
      artists: [{ ...(await inesIn(app)).artist, retired: true }],
    });
    const before = await app.dump();
    for (const actor of [ADMIN, INES_HERSELF]) {
      expect(await confirmConsultation(deps, { actor, id }))
        .toMatchObject({ ok: false, code: "artist_retired" });
    }
    expect(await app.dump()).toBe(before);
    expect(await declineConsultation(deps, { actor: ADMIN, id, reason: "" }))
      .toMatchObject({ ok: true });
    expect((await app.record(id)).state).toBe("declined");
  });
});

Deno.test("a retired artist cannot be booked and loses access at once, and she can come back", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { id } = await app.confirmed();
    const record = await app.record(id);
    await cancelConsultation(deps, {
      actor: ADMIN,
      id,
      note: "",
      version: null,
    });
    const retire = async (retired: boolean) =>
      await setArtistRetired(deps, {
        actor: ADMIN,
        id: INES,
        versionstamp: (await inesIn(app)).stamp,
        retired,
      });
    expect(await retire(true)).toMatchObject({ ok: true });
    expect(await deps.catalog.staff("ines@studio.example")).toBe(null);
    expect((await app.ask("/api/artist/day", { as: "artist" })).status).toBe(
      401,
    );
    expect(
      await bookConsultation(deps, aBookingRequest({ name: "Clara Haas" })),
    )
      .toMatchObject({ code: "slot_invalid" });
    // Nor can a client move a booking to another of her times.
    const { artist } = await inesIn(app);
    const move = (role: "client" | "admin") =>
      timesToMoveTo(deps, {
        role,
        artist,
        booking: record,
        span: {
          from: START,
          to: START + DAY,
        },
      });
    expect(await move("client")).toEqual([]);
    expect((await move("admin")).length).toBeGreaterThan(0);
    expect(await retire(false)).toMatchObject({ ok: true });
    // She signs in again: her earlier sessions stay ended.
    const day = () => app.ask("/api/artist/day", { as: "artist" });
    expect((await day()).status).toBe(401);
    const session = await deps.sessions.create({
      role: "artist",
      artistId: INES,
      email: "ines@studio.example",
    }, { expiresAt: START + DAY });
    app.admit("artist", `${STAFF_COOKIE}=${session}`);
    expect((await day()).status).toBe(200);
  });
});

Deno.test("an address that was reassigned meanwhile does not come back with its artist", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { stamp } = await inesIn(app);
    await setArtistRetired(deps, {
      actor: ADMIN,
      id: INES,
      versionstamp: stamp,
      retired: true,
    });
    await addArtist(deps, {
      actor: ADMIN,
      draft: { ...LEA, email: "ines@studio.example" },
    });
    const now = (await inesIn(app)).stamp;
    expect(
      await setArtistRetired(deps, {
        actor: ADMIN,
        id: INES,
        versionstamp: now,
        retired: false,
      }),
    )
      .toMatchObject({ code: "invalid_input" });
    // And retiring her again removes nobody else's account.
    await setArtistRetired(deps, {
      actor: ADMIN,
      id: INES,
      versionstamp: now,
      retired: true,
    });
    expect(await deps.catalog.staff("ines@studio.example"))
      .toMatchObject({ artistId: "lea-moreau" });
  });
});

Deno.test("an artist offers existing services; a retired one comes back with its service", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const evening = "evening" as ServiceId;
    await deps.catalog.restore({
      services: [aService({ id: evening, retired: true })],
    });
    const { artist } = await inesIn(app);
    await deps.catalog.restore({
      artists: [{ ...artist, services: [BRIDAL, evening] }],
    });
    const { stamp } = await inesIn(app);
    const draft = draftOfProfile(artist);
    expect(
      await editProfile(deps, {
        actor: INES_HERSELF,
        id: INES,
        versionstamp: stamp,
        draft: {
          ...draft,
          services: ["other"],
        },
      }),
    ).toMatchObject({ facts: { fields: { services: expect.any(String) } } });
    expect(
      await editProfile(deps, {
        actor: INES_HERSELF,
        id: INES,
        versionstamp: stamp,
        draft: {
          ...draft,
          services: [],
        },
      }),
    ).toMatchObject({ ok: true, value: { services: [evening] } });
  });
});
