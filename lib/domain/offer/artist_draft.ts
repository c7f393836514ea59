import {
  type FieldErrors,
  readEmail,
  readLines,
  readName,
  readNumber,
  readZone,
  validated,
} from "./draft.ts";
import type { ServiceId } from "@/lib/domain/basic/ids.ts";
import { OFFER_LIMITS as LIMITS } from "./offer_limits.ts";
import type { Outcome } from "@/lib/domain/basic/refusal.ts";
import type { Artist } from "./studio.ts";

/** Artists edit their profile. */
export interface ProfileDraft {
  readonly zone: string;
  readonly bio: string;
  readonly noticeMinutes: string;
  readonly horizonDays: string;
  readonly services: readonly string[];
}

export type ArtistProfile = Pick<
  Artist,
  "zone" | "bio" | "noticeMinutes" | "horizonDays" | "services"
>;

/** What the studio enters about artists: who signs in, and under which name. */
export interface AccountDraft {
  readonly name: string;
  readonly email: string;
}

/**
 * Returns an artist's profile to store, or the errors.
 *
 * @param known the services that the studio has
 */
export function checkProfile(
  draft: ProfileDraft,
  known: readonly ServiceId[],
): Outcome<ArtistProfile> {
  const errors: FieldErrors = {};
  const services = known.filter((id) => draft.services.includes(id));
  const unknown = draft.services.filter((id) =>
    !known.some((one) => one === id)
  );
  if (unknown.length > 0) {
    errors.services = `There is no service ${unknown[0]!.slice(0, 40)}.`;
  }
  return validated(errors, {
    zone: readZone(errors, "zone", { text: draft.zone }),
    bio: readLines(errors, "bio", { text: draft.bio, longest: LIMITS.bio }),
    noticeMinutes: readNumber(errors, "noticeMinutes", {
      text: draft.noticeMinutes,
      least: 0,
      most: LIMITS.longestNotice,
    }),
    horizonDays: readNumber(errors, "horizonDays", {
      text: draft.horizonDays,
      least: 1,
      most: LIMITS.longestHorizon,
    }),
    services,
  });
}

/** Returns the account of a person who signs in, or the errors. */
export function checkAccount(draft: AccountDraft): Outcome<AccountDraft> {
  const errors: FieldErrors = {};
  return validated(errors, {
    name: readName(errors, "name", { text: draft.name, longest: LIMITS.name }),
    email: readEmail(errors, "email", { text: draft.email }),
  });
}

/** An artist's profile as a draft, to edit. */
export function draftOfProfile(artist: ArtistProfile): ProfileDraft {
  return {
    zone: artist.zone,
    bio: artist.bio,
    noticeMinutes: String(artist.noticeMinutes),
    horizonDays: String(artist.horizonDays),
    services: artist.services,
  };
}
