/**
 * Numbers, plurals, lists and durations in one language, through `Intl`. Every
 * catalogue writes them with these, so that no sentence has a rule of its own.
 * Safe in browsers, which load only the ones that their sentences use.
 *
 * A `locale` is a BCP 47 tag, such as `en-GB`.
 */
import { HOUR, MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";

/** The forms of one word, by the plural categories of the Unicode CLDR; a language uses some of them. */
export type PluralForms =
  & { readonly other: string }
  & Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

export type Unit = "second" | "minute" | "hour" | "day";

interface Amount<T> {
  readonly n: number;
  readonly of: T;
}

/** The form alone: `is` or `are`. */
export function plural(locale: string, { n, of }: Amount<PluralForms>): string {
  return of[new Intl.PluralRules(locale).select(n)] ?? of.other;
}

/** The number and its word: `1 photo`, `3 photos`. */
export function count(locale: string, amount: Amount<PluralForms>): string {
  const number = new Intl.NumberFormat(locale).format(amount.n);
  return `${number} ${plural(locale, amount)}`;
}

/** `Clara, Inès and Dora` */
export function list(locale: string, items: readonly string[]): string {
  return new Intl.ListFormat(locale).format(items);
}

/** `1 minute`, `10 minutes` */
export function units(locale: string, { n, of }: Amount<Unit>): string {
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: of,
    unitDisplay: "long",
  }).format(n);
}

/** To the minute: `24 minutes`, `1 hour`, `1 hour 5 minutes`. */
export function duration(locale: string, ms: number): string {
  const minutes = Math.round(ms / MINUTE);
  if (minutes < 60) return units(locale, { n: minutes, of: "minute" });
  const hours = units(locale, { n: Math.floor(minutes / 60), of: "hour" });
  const rest = minutes % 60;
  return rest === 0
    ? hours
    : `${hours} ${units(locale, { n: rest, of: "minute" })}`;
}

/** In one unit, rounded up: `45 seconds`, `12 minutes`, `3 hours`, `2 days`. */
export function wait(locale: string, ms: number): string {
  const seconds = Math.ceil(ms / SECOND);
  if (seconds < 60) return units(locale, { n: seconds, of: "second" });
  const minutes = Math.ceil(ms / MINUTE);
  if (minutes < 120) return units(locale, { n: minutes, of: "minute" });
  const hours = Math.ceil(ms / HOUR);
  return hours < 48
    ? units(locale, { n: hours, of: "hour" })
    : units(locale, { n: Math.ceil(hours / 24), of: "day" });
}
