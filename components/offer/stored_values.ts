/** The stored values, as terms and details: shown after a conflict beside what was typed. */
import type {
  AccountDraft,
  ProfileDraft,
} from "@/lib/domain/offer/artist_draft.ts";
import type { HoursDraft, SpanDraft } from "@/lib/domain/offer/hours_draft.ts";
import type { ServiceDraft } from "@/lib/domain/offer/service_draft.ts";
import type { StudioDraft } from "@/lib/domain/offer/studio_draft.ts";
import { WEEKDAYS } from "./HoursForm.tsx";

type StoredValues = { term: string; details: string }[];

const NONE = "none";
const spans = (all: readonly SpanDraft[]) =>
  all.map(({ from, to }) => `${from}–${to}`).join(", ");

export function hoursValues(draft: HoursDraft): StoredValues {
  return [
    ...WEEKDAYS.map((term, i) => ({
      term,
      details: spans(
        draft.hours.filter((one) => one.weekday === String(i + 1)),
      ) || "closed",
    })),
    {
      term: "Special days",
      details:
        draft.exceptions.map(({ date, hours }) =>
          `${date}: ${spans(hours) || "closed"}`
        ).join("; ") || NONE,
    },
    { term: "Time off", details: spans(draft.timeOff) || NONE },
  ];
}

export function profileValues(
  draft: ProfileDraft & Partial<AccountDraft>,
): StoredValues {
  return [
    ...(draft.name === undefined
      ? []
      : [{ term: "Name", details: draft.name }]),
    ...(draft.email === undefined
      ? []
      : [{ term: "Email", details: draft.email }]),
    { term: "About", details: draft.bio || NONE },
    { term: "Services", details: draft.services.join(", ") || NONE },
    { term: "Time zone", details: draft.zone },
    { term: "Minimum notice", details: `${draft.noticeMinutes} minutes` },
    { term: "Bookable up to", details: `${draft.horizonDays} days ahead` },
  ];
}

export function studioValues(draft: StudioDraft): StoredValues {
  return [
    { term: "Name", details: draft.name },
    { term: "Contact", details: draft.contactEmail },
    { term: "Time zone", details: draft.zone },
    {
      term: "Client changes until",
      details: `${draft.clientChangesUntilHours} hours before`,
    },
  ];
}

export function serviceValues(draft: ServiceDraft): StoredValues {
  return [
    { term: "Name", details: draft.name },
    { term: "Duration", details: `${draft.minutes} minutes` },
    { term: "Buffer", details: `${draft.bufferMinutes} minutes` },
    { term: "Price", details: draft.priceText || NONE },
    { term: "Description", details: draft.description || NONE },
    {
      term: "What to prepare",
      details: draft.prepare.replaceAll("\n", " ") || NONE,
    },
    {
      term: "Questions",
      details: draft.questions.map((one) => one.label).join("; ") || NONE,
    },
  ];
}
