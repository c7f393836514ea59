import { type Context, page } from "fresh";
import { type Outcome, type Refusal, refuse } from "@/lib/http/refusal.ts";
import { orStoreRefusal } from "@/lib/http/api.ts";
import { formBody } from "@/lib/http/body/form_body.ts";
import { refusedPage } from "@/lib/http/refusals.ts";
import { isSameOrigin } from "@/lib/http/same_origin.ts";
import { define, type State } from "@/lib/http/state.ts";
import { openForm, refusedForm, type StoredDraft } from "./offer_form.ts";

/** Sixty single days with two spans each, or twelve questions in a script with long encodings. */
const LIMIT = 256 * 1024;

type Ctx = Context<State>;

/** A record of the offer as its page reads it: the form's draft, and what the page shows beside the form. */
export interface OfferRecord<Draft> extends StoredDraft<Draft> {
  readonly title: string;
}

/** A form that was sent, and why it was not carried out. */
export interface RefusedForm {
  /** Null if the form itself could not be read. */
  readonly fields: URLSearchParams | null;
  readonly refusal: Refusal;
}

/** The path of the page to go on to, or why nothing was saved. */
export type Saved = Outcome<string>;

export interface OfferPageOptions<Draft, Found extends OfferRecord<Draft>> {
  /**
   * The record of this address.
   *
   * @throws HttpError 404 if there is none
   */
  read(ctx: Ctx, refused: RefusedForm | null): Promise<Found>;
  /** The main form as typed, for the domain to check. */
  typed(fields: URLSearchParams): Draft;
  /** Saves the main form. */
  save(
    ctx: Ctx,
    form: { readonly typed: Draft; readonly versionstamp: string },
  ): Promise<Saved>;
  /** Retires the record, or offers it again. */
  retire?(
    ctx: Ctx,
    form: { readonly retired: boolean; readonly versionstamp: string },
  ): Promise<Saved>;
  /** The page's other forms, by what they `do`. */
  others?: Readonly<
    Record<string, (ctx: Ctx, fields: URLSearchParams) => Promise<Saved>>
  >;
}

/**
 * The page of one record of the studio's offer: a form with what is stored; saving
 * it, or the same page with what was typed and why it was not saved.
 */
export function offerPage<Draft, Found extends OfferRecord<Draft>>(
  options: OfferPageOptions<Draft, Found>,
) {
  async function show(ctx: Ctx, refused: RefusedForm | null = null) {
    const { title, draft, versionstamp, ...beside } = await options.read(
      ctx,
      refused,
    );
    const saved = ctx.url.searchParams.has("saved");
    // A page that loads anew is not announced by itself, but its title is.
    ctx.state.title = refused
      ? `Not saved: ${title}`
      : saved
      ? `Saved: ${title}`
      : title;
    const stored = { draft, versionstamp };
    const fields = refused?.fields ?? null;
    const typed = fields && actionOf(fields) === null
      ? options.typed(fields)
      : null;
    const form = refused
      ? refusedForm(stored, { typed, refusal: refused.refusal })
      : openForm(stored, saved);
    return { ...beside, action: ctx.url.pathname, form };
  }

  /** The action of one of the page's smaller forms; null for the main form. */
  function actionOf(fields: URLSearchParams) {
    const { retire, others = {} } = options;
    const name = fields.get("do") ?? "";
    if (retire && (name === "retire" || name === "restore")) {
      return (ctx: Ctx) =>
        retire(ctx, {
          retired: name === "retire",
          versionstamp: fields.get("versionstamp") ?? "",
        });
    }
    const other = Object.hasOwn(others, name) ? others[name] : undefined;
    return other ? (ctx: Ctx) => other(ctx, fields) : null;
  }

  /**
   * Whether the form is one that this page has sent: a record's main form, and
   * the one that retires it, name the version that they show. A part of a form
   * must not count as a change by someone else, and is not shown again: its
   * missing fields would be saved as empty ones.
   */
  async function isWhole(ctx: Ctx, fields: URLSearchParams): Promise<boolean> {
    if (fields.get("versionstamp")) return true;
    if (Object.hasOwn(options.others ?? {}, fields.get("do") ?? "")) {
      return true;
    }
    // A record that does not exist yet has no version.
    return (await options.read(ctx, null)).versionstamp === "";
  }

  async function readForm(ctx: Ctx): Promise<Outcome<URLSearchParams>> {
    const body = await formBody(ctx.req, LIMIT);
    if (!body.ok) return body;
    return await orStoreRefusal(async () =>
      await isWhole(ctx, body.value) ? body : refuse("bad_request")
    );
  }

  function carryOut(ctx: Ctx, fields: URLSearchParams): Promise<Saved> {
    const action = actionOf(fields);
    return action ? action(ctx) : options.save(ctx, {
      typed: options.typed(fields),
      versionstamp: fields.get("versionstamp") ?? "",
    });
  }

  return define.handlers({
    GET: async (ctx: Ctx) => page(await show(ctx)),
    POST: async (ctx: Ctx) => {
      const body = await readForm(ctx);
      const ours = isSameOrigin(ctx.req, ctx.state.services.config.baseUrl);
      // Read first: a refused form keeps what was typed.
      const outcome = !ours
        ? refuse("cross_site")
        : body.ok
        ? await orStoreRefusal(() => carryOut(ctx, body.value))
        : body;
      if (outcome.ok) return toSaved(ctx, outcome.value);
      const fields = body.ok ? body.value : null;
      return page(
        await show(ctx, { fields, refusal: outcome }),
        refusedPage(outcome),
      );
    },
  });
}

/**
 * Redirects to the page that shows what was saved; reloading it submits nothing
 * again (RFC 9110, 15.4.4).
 */
export function toSaved(ctx: Ctx, path: string): Response {
  return ctx.redirect(`${path}?saved`, 303);
}

/** The page to go on to, once something was saved. */
export function savedAt<T>(
  outcome: Outcome<T>,
  path: (value: T) => string,
): Saved {
  return outcome.ok ? { ok: true, value: path(outcome.value) } : outcome;
}
