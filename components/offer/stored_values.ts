/** What is stored, as terms and details: shown beside what somebody typed, after a conflict. */
import type { AccountDraft, ProfileDraft } from "@/lib/domain/artist_draft.ts";
import type { HoursDraft, SpanDraft } from "@/lib/domain/hours_draft.ts";
import type { ServiceDraft } from "@/lib/domain/service_draft.ts";
import type { StudioDraft } from "@/lib/domain/studio_draft.ts";
import { WEEKDAYS } from "./HoursForm.tsx";

type Facts = { term: string; details: string }[];

const NONE = "none";
const spans = (all: readonly SpanDraft[]) =>
  all.map(({ from, to }) => `${from}–${to}`).join(", ");

export function hoursFacts(draft: HoursDraft): Facts {
  return [
    ...WEEKDAYS.map((term, i) => ({
      term,
      details: spans(
        draft.hours.filter((one) => one.weekday === String(i + 1)),
      ) || "closed",
    })),
    {
      term: "Single days",
      details:
        draft.exceptions.map(({ date, hours }) =>
          `${date}: ${spans(hours) || "closed"}`
        ).join("; ") || NONE,
    },
    { term: "Time away", details: spans(draft.timeOff) || NONE },
  ];
}

export function profileFacts(
  draft: ProfileDraft & Partial<AccountDraft>,
): Facts {
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
    { term: "Notice", details: `${draft.noticeMinutes} minutes` },
    { term: "Open for", details: `${draft.horizonDays} days` },
  ];
}

export function studioFacts(draft: StudioDraft): Facts {
  return [
    { term: "Name", details: draft.name },
    { term: "Contact", details: draft.contactEmail },
    { term: "Time zone", details: draft.zone },
    {
      term: "Changes until",
      details: `${draft.clientChangesUntilHours} hours before`,
    },
  ];
}

export function serviceFacts(draft: ServiceDraft): Facts {
  return [
    { term: "Name", details: draft.name },
    { term: "Length", details: `${draft.minutes} minutes` },
    { term: "Time after it", details: `${draft.bufferMinutes} minutes` },
    { term: "Price", details: draft.priceText || NONE },
    { term: "Description", details: draft.description || NONE },
    {
      term: "Questions",
      details: draft.questions.map((one) => one.label).join("; ") || NONE,
    },
  ];
}
