import {
  type CalendarEntry,
  entryForArtist,
  entryForClient,
  standingOf,
} from "@/lib/domain/calendar_entry.ts";
import type { Consultation } from "@/lib/domain/consultation.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { Deps } from "@/lib/ports.ts";
import { authorise } from "./authorise.ts";

type Needs = Pick<Deps, "consultations" | "directory" | "calendarFiles">;

/**
 * The consultation as a file for the calendar of whoever asks, client or artist:
 * as it is now, so one that was cancelled says so.
 */
export async function readCalendarFile(
  deps: Needs,
  actor: Actor | null,
  id: ConsultationId,
): Promise<Outcome<string>> {
  const read = await authorise(deps, actor, "see", id);
  if (!read.ok) return read;
  const entry = actor?.role === "client"
    ? await clientsEntry(deps, read.value.value)
    : entryForArtist(read.value.value);
  if (entry === null) return refuse("not_found");
  return ok(await deps.calendarFiles.file(entry));
}

/** The client's entry as it is now; null while, or because, there is nothing to put into a calendar. */
export async function clientsEntry(
  { directory }: Pick<Deps, "directory">,
  consultation: Consultation,
): Promise<CalendarEntry | null> {
  const standing = standingOf(consultation);
  const artist = await directory.artist(consultation.artistId);
  if (standing === null || artist === null) return null;
  const { status, changedAt } = standing;
  return entryForClient(
    { ...consultation, artistName: artist.name },
    status,
    changedAt,
  );
}
