import type { Context } from "fresh";
import { type Outcome, type Refusal, refuse } from "@/lib/domain/refusal.ts";
import { formBody } from "./form_body.ts";
import { wordsOf } from "./refusals.ts";
import { isSameOrigin } from "./same_origin.ts";
import type { State } from "./state.ts";

/** Sixty single days with two spans each, or twelve questions in a script of long letters. */
const LIMIT = 256 * 1024;

/** What became of the form that led to this page. */
export type Said =
  | { readonly kind: "nothing" }
  | { readonly kind: "saved" }
  /** Somebody else saved meanwhile. */
  | { readonly kind: "conflict" }
  | {
    readonly kind: "refused";
    readonly words: string;
    /** Field → what is wrong with it. */
    readonly fields: Readonly<Record<string, string>>;
  };

/** A form as it is shown: what is stored, or what was typed and could not be. */
export interface OfferForm<Draft> {
  readonly draft: Draft;
  /** Of the record as it is now; the form carries it back. */
  readonly versionstamp: string;
  readonly said: Said;
  /** After a conflict: what is stored, beside what was typed. */
  readonly stored: Draft | null;
}

/** The form as it is opened. */
export function openForm<Draft>(
  ctx: Context<State>,
  stored: Draft,
  versionstamp: string,
): OfferForm<Draft> {
  const saved = ctx.url.searchParams.has("saved");
  if (saved) entitle(ctx, "Saved");
  return {
    draft: stored,
    versionstamp,
    said: { kind: saved ? "saved" : "nothing" },
    stored: null,
  };
}

/**
 * The form after a refusal, with everything that was typed; over the version that
 * is stored now, so that whoever saves again does so knowingly.
 */
export function refusedForm<Draft>(
  ctx: Context<State>,
  typed: Draft | null,
  stored: Draft,
  versionstamp: string,
  refusal: Refusal,
): OfferForm<Draft> {
  entitle(ctx, "Not saved");
  const conflict = refusal.code === "conflict";
  return {
    draft: typed ?? stored,
    versionstamp,
    said: conflict ? { kind: "conflict" } : {
      kind: "refused",
      words: wordsOf(refusal.code),
      fields: refusal.facts.fields ?? {},
    },
    stored: conflict ? stored : null,
  };
}

/** The fields of a form that one of our own pages has sent. */
export async function offerFields(
  ctx: Context<State>,
): Promise<Outcome<URLSearchParams>> {
  return isSameOrigin(ctx.req, ctx.state.services.config.baseUrl)
    ? await formBody(ctx.req, LIMIT)
    : refuse("cross_site");
}

/** For lists: what is offered before what is retired, each by name. */
export function offeredFirst(
  a: { readonly retired: boolean; readonly name: string },
  b: { readonly retired: boolean; readonly name: string },
): number {
  return Number(a.retired) - Number(b.retired) || a.name.localeCompare(b.name);
}

/** Is this the page's other form, that takes it out of the offer or back into it? */
export function isRetiring(fields: URLSearchParams): boolean {
  return fields.get("do") === "retire" || fields.get("do") === "restore";
}

/** To the page that shows what was saved; reloading it sends nothing again (RFC 9110, 15.4.4). */
export function saved(location: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location: `${location}?saved` },
  });
}

/** A page that comes anew is not announced by itself, but its title is. */
function entitle(ctx: Context<State>, what: string) {
  ctx.state.title = `${what}: ${ctx.state.title ?? ""}`;
}
