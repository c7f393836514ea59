import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import { cleanChanges, isTooMuch } from "@/lib/domain/look/limits.ts";
import type { LookSheet } from "@/lib/domain/look/look_sheet.ts";
import { lookEditRefusal } from "@/lib/domain/look/look_times.ts";
import { mergeSheets } from "@/lib/domain/look/merge.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";
import type { SeenLook } from "./read_look_sheet.ts";

/**
 * Merges the artist's changes into the sheet: of each part the later change
 * stays, so that a page may send the same changes again, and a page that was
 * offline does not undo what another one wrote since.
 */
export async function saveLookSheet(
  deps: Deps,
  { actor, id, changes }: RequestContext & { readonly changes: LookSheet },
): Promise<Outcome<SeenLook>> {
  const seen = await authorise(deps, { actor, action: "write_look_sheet", id });
  if (!seen.ok) return seen;
  const consultation = seen.value.stored.value;
  const now = deps.clock.now();
  const refused = lookEditRefusal(consultation, now);
  if (refused !== null) return refused;
  const wait = await deps.rateLimits.take(RATE_LIMITS.lookSheetWrites, id);
  if (wait > 0) return refuse("rate_limited", { retryAfterSeconds: wait });
  const clean = cleanChanges(changes, now);
  const written = await deps.lookSheets.update(consultation, (stored) => {
    const merged = mergeSheets(stored, clean);
    return isTooMuch(merged) ? refuse("look_sheet_full") : ok(merged);
  });
  return written.ok ? ok({ ...written.value, consultation }) : written;
}
