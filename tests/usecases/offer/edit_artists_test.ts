import { expect } from "expect";
import { draftOfProfile } from "@/lib/domain/artist_draft.ts";
import type { ServiceId } from "@/lib/domain/ids.ts";
import { DAY, HOUR } from "@/lib/domain/instant.ts";
import { bookConsultation } from "@/lib/usecases/book_consultation.ts";
import { cancelConsultation } from "@/lib/usecases/cancel_consultation.ts";
import { confirmConsultation } from "@/lib/usecases/confirm_consultation.ts";
import { declineConsultation } from "@/lib/usecases/decline_consultation.ts";
import { endSession } from "@/lib/usecases/end_session.ts";
import { startSession } from "@/lib/usecases/start_session.ts";
import { timesToMoveTo } from "@/lib/usecases/new_time.ts";
import {
  addArtist,
  type ArtistDraft,
  editArtist,
  editProfile,
  setArtistRetired,
} from "@/lib/usecases/edit_artists.ts";
import {
  BRIDAL,
  INES,
  NOOR,
  START,
  type TestApp,
  withApp,
} from "../_support/an_app.ts";
import { aService } from "../_support/a_studio.ts";
import { aWish } from "./_booking.ts";
import { A_CLIENT, ADMIN, INES_HERSELF, NOOR_HERSELF } from "./_offer.ts";

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
  const stored = (await services.deps.offerBook.artist(INES))!;
  return { stamp: stored.versionstamp, artist: stored.value };
}

Deno.test("an artist changes her own profile, and neither her name nor how she signs in", async () => {
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
    expect(await editProfile(deps, INES_HERSELF, INES, stamp, forged))
      .toMatchObject({ ok: true, value: { bio: "Bridal." } });
    const after = (await inesIn(app)).artist;
    expect(after).toEqual({ ...artist, bio: "Bridal." });
  });
});

Deno.test("nobody but an admin and the artist changes a profile; nobody but an admin an account", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { stamp, artist } = await inesIn(app);
    const draft = { ...LEA, ...draftOfProfile(artist), bio: "Mine now." };
    const before = await app.dump();
    for (const actor of [NOOR_HERSELF, A_CLIENT, null]) {
      expect(await editProfile(deps, actor, INES, stamp, draft))
        .toMatchObject({ code: "not_found" });
    }
    for (const actor of [INES_HERSELF, NOOR_HERSELF, A_CLIENT, null]) {
      expect(await editArtist(deps, actor, INES, stamp, draft))
        .toMatchObject({ code: "not_found" });
      expect(await setArtistRetired(deps, actor, NOOR, stamp, true))
        .toMatchObject({ code: "not_found" });
      expect(await addArtist(deps, actor, LEA))
        .toMatchObject({ code: "not_found" });
    }
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("a new artist can sign in, is booked once there are hours, and has an id of the name", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const added = await addArtist(deps, ADMIN, LEA);
    expect(added).toMatchObject({
      ok: true,
      value: { id: "lea-moreau", hours: [] },
    });
    expect(await deps.directory.staff("LEA@studio.example")).toEqual({
      role: "artist",
      email: "lea@studio.example",
      artistId: "lea-moreau",
    });
    const again = await addArtist(deps, ADMIN, {
      ...LEA,
      email: "l@studio.example",
    });
    expect(again).toMatchObject({ ok: true, value: { id: "lea-moreau-2" } });
  });
});

Deno.test("one address signs in one person", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const before = await app.dump();
    for (const email of ["odile@studio.example", "NOOR@studio.example "]) {
      expect(await addArtist(deps, ADMIN, { ...LEA, email }))
        .toMatchObject({
          code: "invalid_input",
          facts: { fields: { email: expect.any(String) } },
        });
      const { stamp, artist } = await inesIn(app);
      expect(
        await editArtist(deps, ADMIN, INES, stamp, {
          ...draftOfProfile(artist),
          name: artist.name,
          email,
        }),
      ).toMatchObject({ code: "invalid_input" });
    }
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("with a new address the old one signs nobody in, and its session has ended", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { stamp, artist } = await inesIn(app);
    expect((await app.ask("/api/artist/day", { as: "artist" })).status).toBe(
      200,
    );
    const changed = await editArtist(deps, ADMIN, INES, stamp, {
      ...draftOfProfile(artist),
      name: "Inès V.",
      email: "vidal@studio.example",
    });
    expect(changed).toMatchObject({ ok: true });
    expect(await deps.directory.staff("ines@studio.example")).toBe(null);
    expect(await deps.directory.staff("vidal@studio.example"))
      .toMatchObject({ artistId: INES });
    expect((await app.ask("/api/artist/day", { as: "artist" })).status).toBe(
      401,
    );
  });
});

Deno.test("nobody is retired while clients are booked, wait for an answer or sit in the room", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const retire = async () =>
      await setArtistRetired(
        deps,
        ADMIN,
        INES,
        (await inesIn(app)).stamp,
        true,
      );
    const refused = { ok: false, code: "artist_has_bookings" };
    const asked = await app.requested();
    expect(await retire()).toMatchObject(refused);
    const at = START + 2 * HOUR;
    const { id: agreed } = await app.confirmed(at, "Clara Haas");
    await declineConsultation(deps, ADMIN, asked, "");
    expect(await retire()).toMatchObject(refused);
    app.clock.set(at);
    expect(await startSession(deps, INES_HERSELF, agreed)).toMatchObject({
      ok: true,
    });
    // Long after its time, and still going on.
    app.clock.set(at + 2 * HOUR);
    expect(await retire()).toMatchObject(refused);
    expect((await inesIn(app)).artist.retired).toBe(false);
    await endSession(deps, INES_HERSELF, agreed);
    expect(await retire()).toMatchObject({ ok: true });
  });
});

Deno.test("a request that came at the moment of the retiring cannot be confirmed, only declined", async () => {
  await withApp(async (app) => {
    const { deps, writer } = app.services;
    const id = await app.requested();
    await writer.putArtist({ ...(await inesIn(app)).artist, retired: true });
    const before = await app.dump();
    for (const actor of [ADMIN, INES_HERSELF]) {
      expect(await confirmConsultation(deps, actor, id))
        .toMatchObject({ ok: false, code: "artist_retired" });
    }
    expect(await app.dump()).toBe(before);
    expect(await declineConsultation(deps, ADMIN, id, ""))
      .toMatchObject({ ok: true });
    expect((await app.record(id)).state).toBe("declined");
  });
});

Deno.test("a retired artist is booked no more and is out at once, and she can come back", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { id } = await app.confirmed();
    const record = await app.record(id);
    await cancelConsultation(deps, ADMIN, id, { word: "", version: null });
    const retire = async (retired: boolean) =>
      await setArtistRetired(
        deps,
        ADMIN,
        INES,
        (await inesIn(app)).stamp,
        retired,
      );
    expect(await retire(true)).toMatchObject({ ok: true });
    expect(await deps.directory.staff("ines@studio.example")).toBe(null);
    expect((await app.ask("/api/artist/day", { as: "artist" })).status).toBe(
      401,
    );
    expect(await bookConsultation(deps, aWish({ name: "Clara Haas" })))
      .toMatchObject({ code: "slot_invalid" });
    // Nor can a client move what is booked to another of her times.
    const { artist } = await inesIn(app);
    const move = (role: "client" | "admin") =>
      timesToMoveTo(deps, role, artist, record, {
        from: START,
        to: START + DAY,
      });
    expect(await move("client")).toEqual([]);
    expect((await move("admin")).length).toBeGreaterThan(0);
    expect(await retire(false)).toMatchObject({ ok: true });
    expect((await app.ask("/api/artist/day", { as: "artist" })).status).toBe(
      200,
    );
  });
});

Deno.test("an address that was given away meanwhile does not come back with its artist", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { stamp } = await inesIn(app);
    await setArtistRetired(deps, ADMIN, INES, stamp, true);
    await addArtist(deps, ADMIN, { ...LEA, email: "ines@studio.example" });
    const now = (await inesIn(app)).stamp;
    expect(await setArtistRetired(deps, ADMIN, INES, now, false))
      .toMatchObject({ code: "invalid_input" });
    // And to be retired again takes nobody else's account away.
    await setArtistRetired(deps, ADMIN, INES, now, true);
    expect(await deps.directory.staff("ines@studio.example"))
      .toMatchObject({ artistId: "lea-moreau" });
  });
});

Deno.test("an artist offers what there is; what is retired comes back with its service", async () => {
  await withApp(async (app) => {
    const { deps, writer } = app.services;
    const evening = "evening" as ServiceId;
    await writer.putService(aService({ id: evening, retired: true }));
    const { artist } = await inesIn(app);
    await writer.putArtist({ ...artist, services: [BRIDAL, evening] });
    const { stamp } = await inesIn(app);
    const draft = draftOfProfile(artist);
    expect(
      await editProfile(deps, INES_HERSELF, INES, stamp, {
        ...draft,
        services: ["other"],
      }),
    ).toMatchObject({ facts: { fields: { services: expect.any(String) } } });
    expect(
      await editProfile(deps, INES_HERSELF, INES, stamp, {
        ...draft,
        services: [],
      }),
    ).toMatchObject({ ok: true, value: { services: [evening] } });
  });
});
