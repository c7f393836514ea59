/**
 * The text for clients, and all mails and text messages: one catalogue per language, with
 * one file a subject. English is the one that all others are checked against: a
 * missing key, a key too many or a function with another parameter does not
 * compile (`docs/decisions/024-words.md`).
 *
 * Browsers load the files of their subjects and not this one, which holds all.
 */
import { en } from "./en/mod.ts";

export type Words = Catalogue<typeof en>;

/** The shape alone: any text in a text's place, and the same parameter for the same sentence. */
type Catalogue<T> = T extends string ? string
  : T extends (...params: infer P) => infer R ? (...params: P) => Catalogue<R>
  : { readonly [K in keyof T]: Catalogue<T[K]> };

const LANGUAGES = { en } satisfies Record<string, Words>;

export type Language = keyof typeof LANGUAGES;

export function words(language: Language = "en"): Words {
  return LANGUAGES[language];
}
