import {
  type FieldErrors,
  readEmail,
  readName,
  readNumber,
  readZone,
  validated,
} from "./draft.ts";
import { OFFER_LIMITS as LIMITS } from "./offer_limits.ts";
import type { Outcome } from "@/lib/domain/basic/refusal.ts";
import type { Studio } from "./studio.ts";

export interface StudioDraft {
  readonly name: string;
  readonly zone: string;
  readonly contactEmail: string;
  readonly clientChangesUntilHours: string;
}

/** Returns the studio to store, or the errors. */
export function checkStudio(draft: StudioDraft): Outcome<Studio> {
  const errors: FieldErrors = {};
  return validated(errors, {
    name: readName(errors, "name", { text: draft.name, longest: LIMITS.name }),
    zone: readZone(errors, "zone", { text: draft.zone }),
    contactEmail: readEmail(errors, "contactEmail", {
      text: draft.contactEmail,
    }),
    clientChangesUntilHours: readNumber(errors, "clientChangesUntilHours", {
      text: draft.clientChangesUntilHours,
      least: 0,
      most: LIMITS.longestChangeNotice,
    }),
  });
}

/** The studio as a draft, to edit. */
export function draftOfStudio(studio: Studio): StudioDraft {
  return {
    ...studio,
    clientChangesUntilHours: String(studio.clientChangesUntilHours),
  };
}
