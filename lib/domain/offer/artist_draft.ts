import {
  checked,
  readEmail,
  readLines,
  readName,
  readNumber,
  readZone,
  type Wrong,
} from "./draft.ts";
import type { ServiceId } from "./ids.ts";
import { OFFER_LIMITS as LIMITS } from "./offer_limits.ts";
import type { Outcome } from "./refusal.ts";
import type { Artist } from "./studio.ts";

/** What artists say of themselves. */
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

/** What the studio says of them: who signs in, under which name. */
export interface AccountDraft {
  readonly name: string;
  readonly email: string;
}

/**
 * What may be stored of an artist's profile, or what is wrong.
 *
 * @param known the services that the studio has
 */
export function checkProfile(
  draft: ProfileDraft,
  known: readonly ServiceId[],
): Outcome<ArtistProfile> {
  const wrong: Wrong = {};
  const services = known.filter((id) => draft.services.includes(id));
  const unknown = draft.services.filter((id) =>
    !known.some((one) => one === id)
  );
  if (unknown.length > 0) {
    wrong.services = `There is no service ${unknown[0]!.slice(0, 40)}.`;
  }
  return checked(wrong, {
    zone: readZone(wrong, "zone", draft.zone),
    bio: readLines(wrong, "bio", draft.bio, LIMITS.bio),
    noticeMinutes: readNumber(
      wrong,
      "noticeMinutes",
      draft.noticeMinutes,
      0,
      LIMITS.longestNotice,
    ),
    horizonDays: readNumber(
      wrong,
      "horizonDays",
      draft.horizonDays,
      1,
      LIMITS.longestHorizon,
    ),
    services,
  });
}

/** What may be stored of anybody who signs in. */
export function checkAccount(draft: AccountDraft): Outcome<AccountDraft> {
  const wrong: Wrong = {};
  return checked(wrong, {
    name: readName(wrong, "name", draft.name, LIMITS.name),
    email: readEmail(wrong, "email", draft.email),
  });
}

/** An artist's profile as a draft, to be changed. */
export function draftOfProfile(artist: ArtistProfile): ProfileDraft {
  return {
    zone: artist.zone,
    bio: artist.bio,
    noticeMinutes: String(artist.noticeMinutes),
    horizonDays: String(artist.horizonDays),
    services: artist.services,
  };
}
