/**
 * Today's time zone rules, from `moment-timezone`, which is published within
 * days of each release of IANA's database. Deno's own rules are those of the
 * day on which it was built (decision 035). Only on the server: the data is too
 * large for a page.
 */
import moment from "moment-timezone";
import { DAY, type Instant } from "@/lib/domain/basic/instant.ts";
import {
  type OffsetRule,
  type OffsetsOfZone,
  runtimeOffset,
} from "./zone_offsets.ts";

/** The release, such as `2026f`. */
export const RULES_VERSION = moment.tz.dataVersion;

/** The years that are compared. Older times are only shown in lists; the package ends in 2037. */
const FIRST = Date.UTC(2024, 0, 1);
const LAST = Date.UTC(2036, 0, 1);
/** Short enough to see each half of every summer time, and Morocco's Ramadan. */
const STEP = 15 * DAY;
const YEAR = 365 * DAY;

/** The package's offset where the runtime has other rules for the zone. */
export const packageRule: OffsetRule = (at, zone) =>
  at >= FIRST && at < LAST && differs(zone) ? packageOffset(at, zone) : null;

/** Every zone for which the runtime has other rules. Lets other work run in between. */
export async function differingZones(): Promise<readonly string[]> {
  const found: string[] = [];
  for (const zone of Intl.supportedValuesOf("timeZone")) {
    if (differs(zone)) found.push(zone);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return found;
}

/** Whether the rules themselves may be out of date: their release is from the year before last. */
export function rulesAreOld(now: Instant): boolean {
  return now > Date.UTC(Number.parseInt(RULES_VERSION) + 2, 0, 1);
}

/** A zone's offsets from shortly before `around` to more than a year after it, for a page. */
export function offsetsAround(around: Instant, zone: string): OffsetsOfZone {
  const from = around - 31 * DAY;
  const first = packageOffset(from, zone) ?? runtimeOffset(from, zone);
  const changes = (moment.tz.zone(zone)?.untils ?? [])
    .filter((at) => at > from && at < around + 2 * YEAR)
    .map((at) => [at, packageOffset(at, zone)!] as const);
  return [[from, first], ...changes];
}

function packageOffset(at: Instant, zone: string): number | null {
  const rules = moment.tz.zone(zone);
  // The package counts west of UTC.
  return rules === null ? null : 0 - rules.utcOffset(at);
}

const known = new Map<string, boolean>();

function differs(zone: string): boolean {
  const before = known.get(zone);
  if (before !== undefined) return before;
  // A stranger may write a name in many ways: zones ignore case.
  if (known.size >= 1000) known.clear();
  const found = compare(zone);
  known.set(zone, found);
  return found;
}

function compare(zone: string): boolean {
  for (let at = FIRST; at < LAST; at += STEP) {
    const offset = packageOffset(at, zone);
    if (offset === null) return false;
    if (offset !== runtimeOffset(at, zone)) return true;
  }
  return false;
}
