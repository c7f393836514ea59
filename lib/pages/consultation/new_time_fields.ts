import { changes } from "@/words/changes.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import { ok, type Outcome, refuse } from "@/lib/http/refusal.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { instantAt } from "@/lib/time/openings.ts";

/** The wanted start: `at`; or `date` and `time` as the artist's own clock has them. */
export async function readNewTime(
  deps: Deps,
  { id, at, date = "", time = "" }: {
    readonly id: ConsultationId;
    readonly at: Instant | undefined;
    readonly date: string | undefined;
    readonly time: string | undefined;
  },
): Promise<Outcome<Instant>> {
  if (at !== undefined) return ok(at);
  const stored = await deps.consultations.get(id);
  const artist = stored && await deps.catalog.artist(stored.value.artistId);
  const moment = instantAt({ date, clock: time }, artist?.zone ?? "UTC");
  return moment === null
    ? refuse("invalid_input", { fields: { time: changes.noSuchTime } })
    : ok(moment);
}
