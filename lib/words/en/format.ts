import * as format from "@/lib/words/format.ts";

const LOCALE = "en-GB";

type Forms = format.PluralForms;

export const plural = (n: number, of: Forms) =>
  format.plural(LOCALE, { n, of });
export const count = (n: number, of: Forms) => format.count(LOCALE, { n, of });
export const list = (items: readonly string[]) => format.list(LOCALE, items);
export const units = (n: number, of: format.Unit) =>
  format.units(LOCALE, { n, of });
export const duration = (ms: number) => format.duration(LOCALE, ms);
export const wait = (ms: number) => format.wait(LOCALE, ms);
