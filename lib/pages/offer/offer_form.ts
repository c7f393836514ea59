import type { Refusal } from "@/lib/http/refusal.ts";
import { wordsOf } from "@/lib/http/refusals.ts";

/** What happened to the form that led to this page. */
export type FormStatus =
  | { readonly kind: "nothing" }
  | { readonly kind: "saved" }
  /** Someone else saved in the meantime. */
  | { readonly kind: "conflict" }
  | { readonly kind: "refused"; readonly words: string };

/** A form as it is shown: what is stored, or what was typed and could not be saved. */
export interface OfferForm<Draft> {
  readonly draft: Draft;
  /** The version of the record as it is now; the form sends it back. */
  readonly versionstamp: string;
  readonly status: FormStatus;
  /** Field → error. */
  readonly errors: Readonly<Record<string, string>>;
  /** After a conflict: the stored value, beside what was typed. */
  readonly stored: Draft | null;
}

/** A record as a form shows it. */
export interface StoredDraft<Draft> {
  readonly draft: Draft;
  /** Empty where there is no record yet. */
  readonly versionstamp: string;
}

/** The form with the stored value. */
export function openForm<Draft>(
  stored: StoredDraft<Draft>,
  saved: boolean,
): OfferForm<Draft> {
  return {
    ...stored,
    status: { kind: saved ? "saved" : "nothing" },
    errors: {},
    stored: null,
  };
}

/**
 * The form after a refusal, with everything that was typed. It carries the
 * version that is stored now, so saving again replaces that version knowingly.
 */
export function refusedForm<Draft>(
  { draft, versionstamp }: StoredDraft<Draft>,
  { typed, refusal }: {
    /** Null if what was typed is not shown again. */
    readonly typed: Draft | null;
    readonly refusal: Refusal;
  },
): OfferForm<Draft> {
  const conflict = refusal.code === "conflict";
  return {
    draft: typed ?? draft,
    versionstamp,
    status: conflict
      ? { kind: "conflict" }
      : { kind: "refused", words: wordsOf(refusal.code) },
    errors: conflict ? {} : refusal.facts.fields ?? {},
    stored: conflict ? draft : null,
  };
}
