import {
  type AccountDraft,
  checkAccount,
  checkProfile,
} from "@/lib/domain/artist_draft.ts";
import { checkHours } from "@/lib/domain/hours_draft.ts";
import { parseArtistId, parseServiceId } from "@/lib/domain/ids.ts";
import { OFFER_LIMITS } from "@/lib/domain/offer_limits.ts";
import type { Outcome } from "@/lib/domain/refusal.ts";
import { checkService } from "@/lib/domain/service_draft.ts";
import type { Artist, Service, Staff, Studio } from "@/lib/domain/studio.ts";
import { checkStudio } from "@/lib/domain/studio_draft.ts";

/** A whole studio, as `deno task seed studio.json` reads it. */
export interface StudioFile {
  readonly studio: Studio;
  readonly services: readonly Service[];
  readonly artists: readonly Artist[];
  readonly admins: readonly Extract<Staff, { role: "admin" }>[];
}

/** Reads a studio from JSON by the rules of the pages, or says everything that is wrong with it. */
export function readStudioFile(
  file: string,
): { ok: true; file: StudioFile } | { ok: false; issues: string[] } {
  let json: unknown;
  try {
    json = JSON.parse(file);
  } catch (error) {
    return {
      ok: false,
      issues: [`This is not JSON: ${(error as Error).message}`],
    };
  }
  const issues: string[] = [];
  const root = fieldsOf(json);
  const own = fieldsOf(root.studio);
  const studio = take(
    checkStudio({
      name: text(own.name),
      zone: text(own.zone),
      contactEmail: text(own.contactEmail),
      clientChangesUntilHours: text(own.clientChangesUntilHours, "24"),
    }),
    "studio",
  );
  const services = some(root.services, "services", readService);
  const known = services.flatMap((service) => service ? [service.id] : []);
  const artists = some(root.artists, "artists", readArtist);
  const admins = some(
    root.admins,
    "admins",
    (fields, path) => {
      const account = take(checkAccount(accountOf(fields)), path);
      return account && { role: "admin" as const, ...account };
    },
  );
  for (const part of ["services", "artists", "admins"] as const) {
    const most = OFFER_LIMITS[part];
    if (each(root[part]).length > most) {
      issues.push(`${part}: there are more than ${most}`);
    }
  }
  unique(known, "services");
  unique(artists.flatMap((artist) => artist ? [artist.id] : []), "artists");
  unique(
    [...artists, ...admins].flatMap((one) =>
      one ? [one.email.toLowerCase()] : []
    ),
    "artists and admins",
  );
  if (studio === null || issues.length > 0) return { ok: false, issues };
  return {
    ok: true,
    file: {
      studio,
      services: services.filter((one) => one !== null),
      artists: artists.filter((one) => one !== null),
      admins: admins.filter((one) => one !== null),
    },
  };

  function readService(fields: Fields, path: string): Service | null {
    const id = slug(fields.id, path, parseServiceId);
    const offer = take(
      checkService({
        name: text(fields.name),
        minutes: text(fields.minutes),
        bufferMinutes: text(fields.bufferMinutes, "0"),
        description: text(fields.description),
        priceText: text(fields.priceText),
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

  function readArtist(fields: Fields, path: string): Artist | null {
    const id = slug(fields.id, path, parseArtistId);
    const account = take(checkAccount(accountOf(fields)), path);
    const profile = take(
      checkProfile({
        zone: text(fields.zone, text(own.zone)),
        bio: text(fields.bio),
        noticeMinutes: text(fields.noticeMinutes, "60"),
        horizonDays: text(fields.horizonDays, "60"),
        services: each(fields.services, text),
      }, known),
      path,
    );
    const hours = take(
      checkHours({
        hours: some(fields.hours, `${path}.hours`, spanOf).map((span, i) => ({
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

  function take<T>(outcome: Outcome<T>, path: string): T | null {
    if (outcome.ok) return outcome.value;
    for (const [field, words] of Object.entries(outcome.facts.fields ?? {})) {
      issues.push(`${path}.${field.replace(/\.(\d+)/g, "[$1]")}: ${words}`);
    }
    return null;
  }

  function some<T>(
    value: unknown,
    path: string,
    read: (fields: Fields, path: string) => T,
  ): T[] {
    const found = each(value);
    if (found.length === 0) issues.push(`${path}: at least one is needed`);
    return found.map((one, i) => read(one, `${path}[${i}]`));
  }

  function slug<T>(
    value: unknown,
    path: string,
    parse: (text: unknown) => T | null,
  ): T | null {
    const found = parse(value);
    if (found === null) {
      issues.push(
        `${path}.id: use lower-case letters, digits and hyphens, such as ines-vidal`,
      );
    }
    return found;
  }

  function unique(names: readonly string[], path: string) {
    for (const name of new Set(names)) {
      if (names.filter((one) => one === name).length > 1) {
        issues.push(`${path}: ${name} is there more than once`);
      }
    }
  }
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? value as Fields
    : {};
}

function each<T = Fields>(
  value: unknown,
  read: (one: unknown) => T = fieldsOf as (one: unknown) => T,
): T[] {
  return Array.isArray(value) ? value.map((one) => read(one)) : [];
}

function text(value: unknown, otherwise = ""): string {
  return value === undefined ? otherwise : String(value);
}

function accountOf(fields: Fields): AccountDraft {
  return { name: text(fields.name), email: text(fields.email) };
}

function spanOf(fields: Fields): { from: string; to: string } {
  return { from: text(fields.from), to: text(fields.to) };
}
