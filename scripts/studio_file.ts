import { parseArtistId, parseServiceId } from "@/lib/domain/ids.ts";
import type {
  Artist,
  Hours,
  Service,
  Staff,
  Studio,
} from "@/lib/domain/studio.ts";
import { MAX_CELLS } from "@/lib/domain/slot.ts";
import { isZone } from "@/lib/time/openings.ts";

/** A whole studio, as `deno task seed studio.json` reads it. */
export interface StudioFile {
  readonly studio: Studio;
  readonly services: readonly Service[];
  readonly artists: readonly Artist[];
  readonly admins: readonly Extract<Staff, { role: "admin" }>[];
}

const LONGEST_MINUTES = MAX_CELLS * 15;
const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/** Reads a studio from JSON, or says everything that is wrong with it. */
export function readStudioFile(
  text: string,
): { ok: true; file: StudioFile } | { ok: false; issues: string[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return {
      ok: false,
      issues: [`This is not JSON: ${(error as Error).message}`],
    };
  }
  const issues: string[] = [];
  const root = fieldsOf(json);
  const studio = fieldsOf(root.studio);
  const file: StudioFile = {
    studio: {
      name: words(studio.name, "studio.name", issues),
      zone: zone(studio.zone, "studio.zone", issues),
      contactEmail: email(studio.contactEmail, "studio.contactEmail", issues),
      clientChangesUntilHours: number(
        studio.clientChangesUntilHours ?? 24,
        "studio.clientChangesUntilHours",
        0,
        720,
        issues,
      ),
    },
    services: list(root.services, "services", issues, readService),
    artists: list(root.artists, "artists", issues, readArtist),
    admins: list(root.admins, "admins", issues, (fields, path) => ({
      role: "admin",
      name: words(fields.name, `${path}.name`, issues),
      email: email(fields.email, `${path}.email`, issues),
    })),
  };
  const offered = new Set(file.services.map((service) => service.id));
  for (const artist of file.artists) {
    for (const id of artist.services) {
      if (!offered.has(id)) {
        issues.push(`artist ${artist.id}: there is no service ${id}`);
      }
    }
  }
  return issues.length === 0 ? { ok: true, file } : { ok: false, issues };

  function readService(fields: Fields, path: string): Service {
    return {
      id: slug(fields.id, `${path}.id`, parseServiceId, issues),
      name: words(fields.name, `${path}.name`, issues),
      minutes: number(
        fields.minutes,
        `${path}.minutes`,
        5,
        LONGEST_MINUTES,
        issues,
      ),
      description: line(fields.description),
      priceText: line(fields.priceText),
      bufferMinutes: number(
        fields.bufferMinutes ?? 0,
        `${path}.bufferMinutes`,
        0,
        LONGEST_MINUTES,
        issues,
      ),
      picture: null,
      questions: [],
      retired: false,
    };
  }

  function readArtist(fields: Fields, path: string): Artist {
    return {
      id: slug(fields.id, `${path}.id`, parseArtistId, issues),
      name: words(fields.name, `${path}.name`, issues),
      email: email(fields.email, `${path}.email`, issues),
      zone: zone(fields.zone ?? studio.zone, `${path}.zone`, issues),
      bio: line(fields.bio),
      services: (Array.isArray(fields.services) ? fields.services : []).map((
        id,
        i,
      ) => slug(id, `${path}.services[${i}]`, parseServiceId, issues)),
      hours: list(fields.hours, `${path}.hours`, issues, readHours),
      exceptions: [],
      timeOff: [],
      noticeMinutes: number(
        fields.noticeMinutes ?? 60,
        `${path}.noticeMinutes`,
        0,
        43_200,
        issues,
      ),
      horizonDays: number(
        fields.horizonDays ?? 60,
        `${path}.horizonDays`,
        1,
        365,
        issues,
      ),
    };
  }

  function readHours(fields: Fields, path: string): Hours {
    const from = line(fields.from);
    const to = line(fields.to);
    if (!CLOCK.test(from) || !CLOCK.test(to) || from >= to) {
      issues.push(`${path}: from and to are HH:MM, and from comes first`);
    }
    const weekday = number(fields.weekday, `${path}.weekday`, 1, 7, issues);
    return { weekday: weekday as Hours["weekday"], from, to };
  }
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? value as Fields
    : {};
}

function list<T>(
  value: unknown,
  path: string,
  issues: string[],
  read: (fields: Fields, path: string) => T,
): T[] {
  if (!Array.isArray(value) || value.length === 0) {
    issues.push(`${path}: at least one is needed`);
    return [];
  }
  return value.map((one, i) => read(fieldsOf(one), `${path}[${i}]`));
}

function line(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

function words(value: unknown, path: string, issues: string[]): string {
  const found = line(value);
  if (found === "") issues.push(`${path}: is missing`);
  return found;
}

function email(value: unknown, path: string, issues: string[]): string {
  const found = line(value);
  if (!/^[^\s@]+@[^\s@]+$/.test(found)) {
    issues.push(`${path}: is no email address`);
  }
  return found;
}

function zone(value: unknown, path: string, issues: string[]): string {
  const found = line(value);
  if (!isZone(found)) {
    issues.push(`${path}: is no time zone, such as Europe/Berlin`);
  }
  return found;
}

function number(
  value: unknown,
  path: string,
  least: number,
  most: number,
  issues: string[],
): number {
  if (
    typeof value === "number" && Number.isInteger(value) && value >= least &&
    value <= most
  ) {
    return value;
  }
  issues.push(`${path}: must be a whole number from ${least} to ${most}`);
  return least;
}

function slug<T extends string>(
  value: unknown,
  path: string,
  parse: (text: unknown) => T | null,
  issues: string[],
): T {
  const found = parse(value);
  if (found === null) {
    issues.push(
      `${path}: use lower-case letters, digits and hyphens, such as ines-vidal`,
    );
  }
  return found ?? ("" as T);
}
