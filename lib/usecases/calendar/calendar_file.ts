import {
  agreedAt,
  type CalendarEntry,
  calendarStatusOf,
  entryForArtist,
  entryForClient,
} from "@/lib/domain/calendar/calendar_entry.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { words } from "@/lib/words/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";

type Needs = Pick<Deps, "consultations" | "catalog" | "calendarFiles">;

/**
 * The consultation as a calendar file for the caller, client or artist: in its
 * current state, so a cancelled one says so.
 */
export async function readCalendarFile(
  deps: Needs,
  { actor, id }: RequestContext,
): Promise<Outcome<string>> {
  const seen = await authorise(deps, { actor, action: "see", id });
  if (!seen.ok) return seen;
  const consultation = seen.value.stored.value;
  const entry = seen.value.party === "client"
    ? await clientsEntry(deps, consultation)
    : entryForArtist(consultation, words().calendar);
  if (entry === null) return refuse("not_found");
  return ok(await deps.calendarFiles.file(entry));
}

/** The client's entry in its current state; null if there is nothing to put into a calendar. */
export async function clientsEntry(
  { catalog }: Pick<Deps, "catalog">,
  consultation: Consultation,
): Promise<CalendarEntry | null> {
  if (agreedAt(consultation) === null) return null;
  const entryStatus = calendarStatusOf(consultation);
  const artist = await catalog.artist(consultation.artistId);
  if (entryStatus === null || artist === null) return null;
  const { status, changedAt } = entryStatus;
  return entryForClient(
    { ...consultation, artistName: artist.name },
    { status, changedAt, words: words().calendar },
  );
}
