import { emailKey } from "@/lib/domain/basic/email.ts";
import { checkAccount, checkProfile } from "@/lib/domain/offer/artist_draft.ts";
import { checkHours } from "@/lib/domain/offer/hours_draft.ts";
import {
  parseArtistId,
  parseServiceId,
  type ServiceId,
} from "@/lib/domain/basic/ids.ts";
import { OFFER_LIMITS } from "@/lib/domain/offer/offer_limits.ts";
import { checkService } from "@/lib/domain/offer/service_draft.ts";
import type {
  Artist,
  Service,
  Staff,
  Studio,
} from "@/lib/domain/offer/studio.ts";
import { checkStudio } from "@/lib/domain/offer/studio_draft.ts";
import {
  accountOf,
  each,
  type Fields,
  fieldsOf,
  spanOf,
  StudioIssues,
  text,
} from "./studio_fields.ts";

/** A whole studio, as `deno task seed studio.json` reads it. */
export interface StudioFile {
  readonly studio: Studio;
  readonly services: readonly Service[];
  readonly artists: readonly Artist[];
  readonly admins: readonly Extract<Staff, { role: "admin" }>[];
}

/** Reads a studio from JSON with the same rules as the pages, or returns every error in it. */
export function readStudioFile(
  file: string,
): { ok: true; file: StudioFile } | { ok: false; issues: string[] } {
  let json: unknown;
  try {
    json = JSON.parse(file);
  } catch (error) {
    return {
      ok: false,
      issues: [`The file is not valid JSON: ${(error as Error).message}`],
    };
  }
  const issues = new StudioIssues();
  const found = readStudio(fieldsOf(json), issues);
  return found === null || issues.list.length > 0
    ? { ok: false, issues: issues.list }
    : { ok: true, file: found };
}

/** The parts that are valid; complete only if there are no issues. */
function readStudio(root: Fields, issues: StudioIssues): StudioFile | null {
  const own = fieldsOf(root.studio);
  const studio = issues.take(
    checkStudio({
      name: text(own.name),
      zone: text(own.zone),
      contactEmail: text(own.contactEmail),
      clientChangesUntilHours: text(own.clientChangesUntilHours, "24"),
    }),
    "studio",
  );
  const services = issues.some(
    root.services,
    "services",
    (fields, path) => readService(fields, path, { issues }),
  ).filter((one) => one !== null);
  const known = services.map(({ id }) => id);
  const zone = text(own.zone);
  const artists = issues.some(
    root.artists,
    "artists",
    (fields, path) =>
      readArtist(fields, path, { issues, zone, services: known }),
  ).filter((one) => one !== null);
  const admins = issues.some(root.admins, "admins", (fields, path) => {
    const account = issues.take(checkAccount(accountOf(fields)), path);
    return account && { role: "admin" as const, ...account };
  }).filter((one) => one !== null);
  for (const part of ["services", "artists", "admins"] as const) {
    const most = OFFER_LIMITS[part];
    if (each(root[part]).length > most) {
      issues.add(part, `at most ${most} are allowed`);
    }
  }
  issues.unique(known, "services");
  issues.unique(artists.map(({ id }) => id), "artists");
  issues.unique(
    [...artists, ...admins].map(({ email }) => emailKey(email)),
    "artists and admins",
  );
  return studio && { studio, services, artists, admins };
}

function readService(
  fields: Fields,
  path: string,
  { issues }: { readonly issues: StudioIssues },
): Service | null {
  const id = issues.slug(fields.id, path, parseServiceId);
  const offer = issues.take(
    checkService({
      name: text(fields.name),
      minutes: text(fields.minutes),
      bufferMinutes: text(fields.bufferMinutes, "0"),
      description: text(fields.description),
      priceText: text(fields.priceText),
      prepare: each(fields.prepare, text).join("\n"),
      questions: each(fields.questions).map((question) => ({
        id: parseServiceId(question.id) ?? "",
        label: text(question.label),
        kind: text(question.kind, "text"),
        options: each(question.options, text).join("\n"),
        required: question.required === true,
      })),
    }),
    path,
  );
  return id && offer && { id, ...offer, picture: null, retired: false };
}

interface ArtistContext {
  readonly issues: StudioIssues;
  /** Time zone of artists without their own. */
  readonly zone: string;
  readonly services: readonly ServiceId[];
}

function readArtist(
  fields: Fields,
  path: string,
  { issues, zone, services }: ArtistContext,
): Artist | null {
  const id = issues.slug(fields.id, path, parseArtistId);
  const account = issues.take(checkAccount(accountOf(fields)), path);
  const profile = issues.take(
    checkProfile({
      zone: text(fields.zone, zone),
      bio: text(fields.bio),
      noticeMinutes: text(fields.noticeMinutes, "60"),
      horizonDays: text(fields.horizonDays, "60"),
      services: each(fields.services, text),
    }, services),
    path,
  );
  const hours = issues.take(
    checkHours({
      hours: issues.some(fields.hours, `${path}.hours`, spanOf).map((
        span,
        i,
      ) => ({
        ...span,
        weekday: text(each(fields.hours)[i]?.weekday),
      })),
      exceptions: each(fields.exceptions).map((exception) => ({
        date: text(exception.date),
        hours: each(exception.hours).map(spanOf),
      })),
      timeOff: each(fields.timeOff).map(spanOf),
    }),
    path,
  );
  return id && account && profile && hours &&
    { id, ...account, ...profile, ...hours, retired: false };
}
