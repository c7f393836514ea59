import {
  type AccountDraft,
  checkAccount,
  checkProfile,
  type ProfileDraft,
} from "@/lib/domain/offer/artist_draft.ts";
import type { ArtistId } from "@/lib/domain/basic/ids.ts";
import { mayEdit } from "@/lib/domain/offer/offer_permission.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import { slugFrom } from "@/lib/domain/offer/slug.ts";
import type { Artist, Service } from "@/lib/domain/offer/studio.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { upcomingBookings } from "./upcoming_bookings.ts";
import { addToOffer, saveOffer } from "./save_offer.ts";

type Needs = Pick<Deps, "catalog">;

export interface ArtistDraft extends ProfileDraft, AccountDraft {}

/** Adds an artist who can sign in, and has no hours yet. */
export async function addArtist(
  { catalog }: Needs,
  { actor, draft }: {
    readonly actor: Actor | null;
    readonly draft: ArtistDraft;
  },
): Promise<Outcome<Artist>> {
  if (!mayEdit(actor, "artist_accounts")) return refuse("not_found");
  const services = await catalog.services();
  const person = mergeErrors(
    checkAccount(draft),
    checkProfile(draft, services.map((service) => service.id)),
  );
  if (!person.ok) return person;
  return await addToOffer("artists", {
    list: catalog.artists,
    make: (taken): Artist => ({
      id: slugFrom(person.value.name, { taken, kind: "artist" }) as ArtistId,
      ...person.value,
      hours: [],
      exceptions: [],
      timeOff: [],
      retired: false,
    }),
    add: catalog.addArtist,
  });
}

/** Artists edit their own profile; admins every profile. */
export async function editProfile(
  { catalog }: Needs,
  { actor, id, versionstamp, draft }: {
    readonly actor: Actor | null;
    readonly id: ArtistId;
    readonly versionstamp: string;
    readonly draft: ProfileDraft;
  },
): Promise<Outcome<Artist>> {
  if (!mayEdit(actor, { artist: id })) return refuse("not_found");
  return await saveOffer<Artist>({
    read: () => catalog.storedArtist(id),
    versionstamp,
    async next(before) {
      const all = await catalog.services();
      const profile = checkProfile(draft, all.map((service) => service.id));
      return profile.ok
        ? ok({ ...before, ...withRetired(profile.value, { before, all }) })
        : profile;
    },
    put: catalog.putArtist,
  });
}

/** The profile, and with it the name and the address for signing in. */
export async function editArtist(
  { catalog }: Needs,
  { actor, id, versionstamp, draft }: {
    readonly actor: Actor | null;
    readonly id: ArtistId;
    readonly versionstamp: string;
    readonly draft: ArtistDraft;
  },
): Promise<Outcome<Artist>> {
  if (!mayEdit(actor, "artist_accounts")) return refuse("not_found");
  return await saveOffer<Artist>({
    read: () => catalog.storedArtist(id),
    versionstamp,
    async next(before) {
      const all = await catalog.services();
      const person = mergeErrors(
        checkAccount(draft),
        checkProfile(draft, all.map((service) => service.id)),
      );
      return person.ok
        ? ok({ ...before, ...withRetired(person.value, { before, all }) })
        : person;
    },
    put: catalog.putArtist,
  });
}

/**
 * A retired artist can neither be booked nor sign in. Refused while clients are
 * booked or wait for an answer: they would be reminded and then left alone. A
 * booking that happens at the same moment is listed on the artist's page
 * afterwards, and cannot be confirmed.
 */
export async function setArtistRetired(
  { catalog, ...deps }:
    & Pick<Needs, "catalog">
    & Pick<Deps, "clock" | "consultations">,
  { actor, id, versionstamp, retired }: {
    readonly actor: Actor | null;
    readonly id: ArtistId;
    readonly versionstamp: string;
    readonly retired: boolean;
  },
): Promise<Outcome<Artist>> {
  if (!mayEdit(actor, "artist_accounts")) return refuse("not_found");
  return await saveOffer<Artist>({
    read: () => catalog.storedArtist(id),
    versionstamp,
    async next(before) {
      const refused = retired && !before.retired &&
        (await upcomingBookings(deps, id)).length > 0;
      return refused
        ? refuse("artist_has_bookings")
        : ok({ ...before, retired });
    },
    put: catalog.putArtist,
  });
}

/** Forms do not show retired services, so artists keep those they offered, for the day they return. */
function withRetired<T extends Pick<Artist, "services">>(
  profile: T,
  { before, all }: {
    readonly before: Artist;
    readonly all: readonly Service[];
  },
): T {
  const services = all.filter((service) =>
    profile.services.includes(service.id) ||
    service.retired && before.services.includes(service.id)
  ).map((service) => service.id);
  return { ...profile, services };
}

/** Both values, or the errors of both. */
function mergeErrors<A, B>(a: Outcome<A>, b: Outcome<B>): Outcome<A & B> {
  if (a.ok && b.ok) return { ok: true, value: { ...a.value, ...b.value } };
  return refuse("invalid_input", {
    fields: {
      ...(a.ok ? {} : a.facts.fields),
      ...(b.ok ? {} : b.facts.fields),
    },
  });
}
