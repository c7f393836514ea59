import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Instant } from "@/lib/domain/instant.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { Deps } from "@/lib/ports.ts";
import { momentOf } from "@/lib/time/openings.ts";

/** ISO 8601 with its offset: without one, a time would be read in the server's zone. */
const MOMENT =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * The wanted start: `at`, an instant in ISO 8601; or `date` and `time` as the
 * artist's own clock has them.
 */
export async function readNewTime(
  deps: Deps,
  id: ConsultationId,
  fields: ReadonlyMap<string, string>,
): Promise<Outcome<Instant>> {
  const at = fields.get("at");
  if (at !== undefined) {
    const moment = MOMENT.test(at) ? Date.parse(at) : NaN;
    if (Number.isFinite(moment)) return ok(moment);
    return wrong("at", "Say when, in ISO 8601 with an offset.");
  }
  const stored = await deps.consultations.get(id);
  const artist = stored && await deps.directory.artist(stored.value.artistId);
  const moment = momentOf(
    fields.get("date") ?? "",
    fields.get("time") ?? "",
    artist?.zone ?? "UTC",
  );
  return moment === null
    ? wrong("time", "There is no such time. Choose a date and a time.")
    : ok(moment);
}

/** The version that the page showed; null where none is named. */
export function readVersion(
  fields: ReadonlyMap<string, string>,
): number | null {
  const version = Number(fields.get("version") ?? "");
  return Number.isSafeInteger(version) && version > 0 ? version : null;
}

function wrong(field: string, words: string) {
  return refuse("invalid_input", { fields: { [field]: words } });
}
