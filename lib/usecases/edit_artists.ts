import {
  type AccountDraft,
  checkAccount,
  checkProfile,
  type ProfileDraft,
} from "@/lib/domain/artist_draft.ts";
import type { ArtistId } from "@/lib/domain/ids.ts";
import { mayEdit } from "@/lib/domain/offer_permission.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import { slugFrom } from "@/lib/domain/slug.ts";
import type { Artist, Service } from "@/lib/domain/studio.ts";
import type { Deps } from "@/lib/ports.ts";
import { bookingsAhead } from "./bookings_ahead.ts";
import { addToOffer, saveOffer } from "./save_offer.ts";

type Needs = Pick<Deps, "offerBook" | "directory">;

export interface ArtistDraft extends ProfileDraft, AccountDraft {}

/** An artist who can sign in from now on, and has no hours yet. */
export async function addArtist(
  { offerBook, directory }: Needs,
  actor: Actor | null,
  draft: ArtistDraft,
): Promise<Outcome<Artist>> {
  if (!mayEdit(actor, "artist_accounts")) return refuse("not_found");
  const services = await directory.services();
  const person = both(
    checkAccount(draft),
    checkProfile(draft, services.map((service) => service.id)),
  );
  if (!person.ok) return person;
  return await addToOffer(
    "artists",
    directory,
    (taken): Artist => ({
      id: slugFrom(person.value.name, taken, "artist") as ArtistId,
      ...person.value,
      hours: [],
      exceptions: [],
      timeOff: [],
      retired: false,
    }),
    offerBook.addArtist,
  );
}

/** What an artist may say of themselves; and an admin of everybody. */
export async function editProfile(
  { offerBook, directory }: Needs,
  actor: Actor | null,
  id: ArtistId,
  versionstamp: string,
  draft: ProfileDraft,
): Promise<Outcome<Artist>> {
  if (!mayEdit(actor, { artist: id })) return refuse("not_found");
  const stored = await offerBook.artist(id);
  if (stored === null) return refuse("not_found");
  const services = await directory.services();
  const profile = checkProfile(draft, services.map((service) => service.id));
  if (!profile.ok) return profile;
  const next = {
    ...stored.value,
    ...withRetired(profile.value, stored.value, services),
  };
  return await saveOffer(stored, versionstamp, next, offerBook.putArtist);
}

/** The profile, and with it the name and the address for signing in. */
export async function editArtist(
  { offerBook, directory }: Needs,
  actor: Actor | null,
  id: ArtistId,
  versionstamp: string,
  draft: ArtistDraft,
): Promise<Outcome<Artist>> {
  if (!mayEdit(actor, "artist_accounts")) return refuse("not_found");
  const stored = await offerBook.artist(id);
  if (stored === null) return refuse("not_found");
  const services = await directory.services();
  const person = both(
    checkAccount(draft),
    checkProfile(draft, services.map((service) => service.id)),
  );
  if (!person.ok) return person;
  const next = {
    ...stored.value,
    ...withRetired(person.value, stored.value, services),
  };
  return await saveOffer(stored, versionstamp, next, offerBook.putArtist);
}

/**
 * Retired, an artist can neither be booked nor sign in. Refused while clients are
 * booked or wait for an answer: they would be reminded, and then be alone. Who
 * books at this very moment is listed on the artist's page afterwards, and cannot
 * be confirmed.
 */
export async function setArtistRetired(
  { offerBook, ...deps }:
    & Pick<Needs, "offerBook">
    & Pick<Deps, "clock" | "consultations">,
  actor: Actor | null,
  id: ArtistId,
  versionstamp: string,
  retired: boolean,
): Promise<Outcome<Artist>> {
  if (!mayEdit(actor, "artist_accounts")) return refuse("not_found");
  const stored = await offerBook.artist(id);
  if (stored === null) return refuse("not_found");
  if (
    retired && !stored.value.retired &&
    (await bookingsAhead(deps, id)).length > 0
  ) {
    return refuse("artist_has_bookings");
  }
  const next = { ...stored.value, retired };
  return await saveOffer(stored, versionstamp, next, offerBook.putArtist);
}

/** Forms show no service that is retired; so whoever made it keeps it, for the day it comes back. */
function withRetired<T extends Pick<Artist, "services">>(
  profile: T,
  before: Artist,
  all: readonly Service[],
): T {
  const services = all.filter((service) =>
    profile.services.includes(service.id) ||
    service.retired && before.services.includes(service.id)
  ).map((service) => service.id);
  return { ...profile, services };
}

/** Both values, or the complaints of both. */
function both<A, B>(a: Outcome<A>, b: Outcome<B>): Outcome<A & B> {
  if (a.ok && b.ok) return { ok: true, value: { ...a.value, ...b.value } };
  return refuse("invalid_input", {
    fields: {
      ...(a.ok ? {} : a.facts.fields),
      ...(b.ok ? {} : b.facts.fields),
    },
  });
}
