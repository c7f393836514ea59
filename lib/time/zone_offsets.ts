/**
 * A zone's offset from UTC. The runtime's rules may be older than the law, so
 * the server replaces them where a newer database differs (`zone_rules.ts`), and
 * gives a page the offsets of its reader's zone.
 */
import { type Instant, MINUTE } from "@/lib/domain/basic/instant.ts";

/** Minutes east of UTC, or null if it knows no better than the runtime. */
export type OffsetRule = (at: Instant, zone: string) => number | null;

/** From an instant on, minutes east of UTC; in order. */
export type OffsetsOfZone =
  readonly (readonly [from: Instant, minutes: number])[];

let rule: OffsetRule = () => null;

/** From now on, in this process or page. Returns the undo. */
export function setOffsetRule(next: OffsetRule): () => void {
  const before = rule;
  rule = next;
  return () => rule = before;
}

/** The offset, in minutes, where it is not the runtime's; null everywhere else. */
export function correctedOffset(at: Instant, zone: string): number | null {
  const known = rule(at, zone);
  return known === null || known === runtimeOffset(at, zone) ? null : known;
}

/** The rule of a page: the offsets of one zone, as the server knows them. */
export function ruleOf(zone: string, offsets: OffsetsOfZone): OffsetRule {
  return (at, asked) =>
    asked === zone
      ? offsets.findLast(([from]) => from <= at)?.[1] ?? null
      : null;
}

/** The runtime's own offset, in minutes. */
export function runtimeOffset(at: Instant, zone: string): number {
  const minute = Math.floor(at / MINUTE) * MINUTE;
  const part = Object.fromEntries(
    formatterOf(zone).formatToParts(minute).map((
      { type, value },
    ) => [type, Number(value)]),
  ) as Record<Intl.DateTimeFormatPartTypes, number>;
  const local = Date.UTC(
    part.year,
    part.month - 1,
    part.day,
    part.hour,
    part.minute,
  );
  return (local - minute) / MINUTE;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Formatters are slow to create and zones are few; the bound is for a stranger's zones. */
function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  if (formatters.size >= 100) formatters.clear();
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    hourCycle: "h23",
  });
  formatters.set(zone, made);
  return made;
}
