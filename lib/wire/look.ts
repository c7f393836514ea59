import * as v from "valibot";
import { LOOK_LIMITS, MOST_STEP_RECORDS } from "@/lib/domain/look/limits.ts";
import { LOOK_AREAS, LOOK_STEP_ID } from "@/lib/domain/look/look_sheet.ts";
import { ORDER_KEY } from "@/lib/domain/look/order_key.ts";
import { MAX_RATING_WORDS, STARS } from "@/lib/domain/look/rating.ts";
import { Count, EmptyBody, field, IsoInstant, optional } from "./basic.ts";
import type { Endpoint, In, Out } from "./endpoint.ts";
import { CONSULTATION_REFUSALS } from "./refusal.ts";

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));

const id = v.pipe(v.string(), v.regex(LOOK_STEP_ID));
const step = {
  id,
  order: v.pipe(
    v.string(),
    v.regex(ORDER_KEY),
    v.description("Steps are sorted by it, as text, and then by id."),
  ),
  area: v.picklist(LOOK_AREAS),
  text: text(LOOK_LIMITS.text),
  product: text(LOOK_LIMITS.product),
  shade: text(LOOK_LIMITS.shade),
  note: text(LOOK_LIMITS.note),
};
const head = {
  title: text(LOOK_LIMITS.title),
  summary: text(LOOK_LIMITS.summary),
};

export const RatingNow = v.strictObject({
  stars: v.picklist(STARS),
  words: v.string(),
  at: IsoInstant,
});
export type RatingAnswer = Out<typeof RatingNow>;

/** The whole sheet, and what became of it. */
export const LookSheetNow = v.strictObject({
  count: v.pipe(
    Count,
    v.description("Which change of the sheet this is: `exchange.lookSheet`."),
  ),
  head: v.strictObject({ ...head, changedAt: IsoInstant }),
  steps: v.array(v.strictObject({ ...step, changedAt: IsoInstant })),
  removed: v.array(v.strictObject({ id, changedAt: IsoInstant })),
  editable: v.pipe(
    v.boolean(),
    v.description("Whether its artist may write and send it now."),
  ),
  sent: v.nullable(v.strictObject({
    at: IsoInstant,
    changed: v.pipe(
      v.boolean(),
      v.description("Whether it has changed since."),
    ),
  })),
  rating: v.nullable(RatingNow),
  now: v.pipe(IsoInstant, v.description("The server's clock.")),
});
export type LookSheetAnswer = Out<typeof LookSheetNow>;

/** When the page made the change, by the server's clock as the page knows it. */
const changedAt = v.pipe(
  IsoInstant,
  v.transform((at) => Date.parse(at)),
  v.check((at) => Number.isFinite(at)),
);

export const LookChanges = v.object({
  head: optional(
    `a title of at most ${LOOK_LIMITS.title} and a summary of at most ${LOOK_LIMITS.summary} characters, with the time of the change`,
    v.object({ ...head, changedAt }),
  ),
  steps: optional(
    "changed steps, complete, each with the time of its change; a removed one has `removed` instead of its texts",
    v.pipe(
      v.array(v.union([
        v.object({ id, removed: v.literal(true), changedAt }),
        v.object({ ...step, changedAt }),
      ])),
      v.maxLength(MOST_STEP_RECORDS),
    ),
  ),
});
export type LookChangesBody = In<typeof LookChanges>;

/** As a number in JSON, and as a digit in a form. */
const Stars = v.union([
  v.picklist(STARS),
  v.pipe(
    v.picklist(["1", "2", "3", "4", "5"]),
    v.transform((digit) => Number(digit) as typeof STARS[number]),
  ),
]);

export const Rate = v.object({
  stars: field("a whole number from 1 to 5", Stars),
  words: optional(
    `a text of at most ${MAX_RATING_WORDS} characters`,
    // A form sends each line break as two characters.
    v.pipe(
      v.string(),
      v.transform((typed) => typed.replaceAll("\r\n", "\n")),
      v.maxLength(MAX_RATING_WORDS),
    ),
  ),
});

/** Refusals of every change of a look sheet. */
const EDIT_REFUSALS = [
  ...CONSULTATION_REFUSALS,
  "not_confirmed",
  "not_live",
  "too_late",
  "consultation_cancelled",
  "rate_limited",
] as const;

export const LOOK = {
  "GET /api/video/consultation/:id/look-sheet": {
    summary: "The look sheet that the artist writes for the client.",
    sessions: ["client", "artist", "admin"],
    status: 200,
    answer: LookSheetNow,
    refusals: CONSULTATION_REFUSALS,
  },
  "POST /api/video/consultation/:id/look-sheet": {
    summary:
      "Merges changes into the look sheet, during the call and for 14 days after it; may be repeated.",
    sessions: ["artist"],
    status: 200,
    body: LookChanges,
    answer: LookSheetNow,
    refusals: [...EDIT_REFUSALS, "look_sheet_full"],
  },
  "POST /api/video/consultation/:id/look-sheet/send": {
    summary: "Mails the look sheet to the client; the same sheet only once.",
    sessions: ["artist"],
    status: 200,
    body: EmptyBody,
    answer: LookSheetNow,
    refusals: [...EDIT_REFUSALS, "look_sheet_empty"],
  },
  "POST /api/video/consultation/:id/rating": {
    summary: "How the client found the consultation; a later one replaces it.",
    sessions: ["client"],
    status: 200,
    body: Rate,
    form: true,
    answer: RatingNow,
    refusals: [
      ...CONSULTATION_REFUSALS,
      "not_confirmed",
      "not_live",
      "too_late",
      "consultation_cancelled",
      "rate_limited",
    ],
  },
} as const satisfies Readonly<Record<string, Endpoint>>;
