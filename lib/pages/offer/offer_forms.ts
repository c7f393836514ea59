/** The forms of the studio's offer as drafts: what was typed, for the domain to check. */
import type {
  AccountDraft,
  ProfileDraft,
} from "@/lib/domain/offer/artist_draft.ts";
import type { HoursDraft, SpanDraft } from "@/lib/domain/offer/hours_draft.ts";
import type {
  QuestionDraft,
  ServiceDraft,
} from "@/lib/domain/offer/service_draft.ts";
import type { StudioDraft } from "@/lib/domain/offer/studio_draft.ts";
import { rowsOf, typed } from "@/lib/http/body/form_rows.ts";

/** Empty rows are ignored. */
export function readHoursForm(fields: URLSearchParams): HoursDraft {
  return {
    hours: rowsOf(fields, "hours").map((row) => ({
      weekday: typed(row, "weekday"),
      ...readClocks(row),
    })).filter(isFilled),
    exceptions: rowsOf(fields, "exceptions").map((row) => ({
      date: typed(row, "date"),
      hours: rowsOf(row, "hours").map(readClocks).filter(isFilled),
    })).filter((one) => one.date !== "" || one.hours.length > 0),
    timeOff: rowsOf(fields, "timeOff").map((row) => ({
      from: typed(row, "from"),
      to: typed(row, "to"),
    })).filter(isFilled),
  };
}

/** A browser's time field has no 24:00: an end at 00:00 is the end of the day. */
function readClocks(row: URLSearchParams): SpanDraft {
  const to = typed(row, "to");
  return { from: typed(row, "from"), to: to === "00:00" ? "24:00" : to };
}

function isFilled({ from, to }: SpanDraft): boolean {
  return from !== "" || to !== "";
}

export function readProfileForm(fields: URLSearchParams): ProfileDraft {
  return {
    zone: typed(fields, "zone"),
    bio: fields.get("bio") ?? "",
    noticeMinutes: typed(fields, "noticeMinutes"),
    horizonDays: typed(fields, "horizonDays"),
    services: fields.getAll("services"),
  };
}

export function readAccountForm(fields: URLSearchParams): AccountDraft {
  return { name: typed(fields, "name"), email: typed(fields, "email") };
}

export function readStudioForm(fields: URLSearchParams): StudioDraft {
  return {
    name: typed(fields, "name"),
    zone: typed(fields, "zone"),
    contactEmail: typed(fields, "contactEmail"),
    clientChangesUntilHours: typed(fields, "clientChangesUntilHours"),
  };
}

export function readServiceForm(fields: URLSearchParams): ServiceDraft {
  return {
    name: typed(fields, "name"),
    minutes: typed(fields, "minutes"),
    bufferMinutes: typed(fields, "bufferMinutes"),
    description: fields.get("description") ?? "",
    priceText: typed(fields, "priceText"),
    prepare: fields.get("prepare") ?? "",
    questions: inTheirPlaces(rowsOf(fields, "questions"))
      .filter((row) => !row.has("remove"))
      .map(readQuestion)
      .filter(({ id, label, options }) =>
        id !== "" || label !== "" || options.trim() !== ""
      ),
  };
}

function readQuestion(row: URLSearchParams): QuestionDraft {
  return {
    id: typed(row, "id"),
    label: typed(row, "label"),
    kind: typed(row, "kind"),
    options: row.get("options") ?? "",
    required: row.has("required"),
  };
}

/**
 * Sorts rows by the numbers that a person gave them: a row that was moved up
 * goes before the one whose place it takes, a row that was moved down after it.
 */
function inTheirPlaces(rows: readonly URLSearchParams[]): URLSearchParams[] {
  const keyed = rows.map((row, i) => {
    const text = typed(row, "place");
    const place = /^\d{1,3}$/.test(text) ? Number(text) - 1 : i;
    return { row, key: place + Math.sign(place - i) / 2 };
  });
  return keyed.sort((a, b) => a.key - b.key).map(({ row }) => row);
}
