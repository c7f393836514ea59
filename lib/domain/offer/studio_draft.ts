import {
  checked,
  readEmail,
  readName,
  readNumber,
  readZone,
  type Wrong,
} from "./draft.ts";
import { OFFER_LIMITS as LIMITS } from "./offer_limits.ts";
import type { Outcome } from "./refusal.ts";
import type { Studio } from "./studio.ts";

export interface StudioDraft {
  readonly name: string;
  readonly zone: string;
  readonly contactEmail: string;
  readonly clientChangesUntilHours: string;
}

/** What may be stored of the studio, or what is wrong. */
export function checkStudio(draft: StudioDraft): Outcome<Studio> {
  const wrong: Wrong = {};
  return checked(wrong, {
    name: readName(wrong, "name", draft.name, LIMITS.name),
    zone: readZone(wrong, "zone", draft.zone),
    contactEmail: readEmail(wrong, "contactEmail", draft.contactEmail),
    clientChangesUntilHours: readNumber(
      wrong,
      "clientChangesUntilHours",
      draft.clientChangesUntilHours,
      0,
      LIMITS.longestChangeNotice,
    ),
  });
}

/** The studio as a draft, to be changed. */
export function draftOfStudio(studio: Studio): StudioDraft {
  return {
    ...studio,
    clientChangesUntilHours: String(studio.clientChangesUntilHours),
  };
}
