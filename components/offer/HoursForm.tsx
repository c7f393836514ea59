import { Button } from "@/components/ui/Button.tsx";
import { FieldError } from "@/components/ui/FieldFrame.tsx";
import type { HoursDraft, SpanDraft } from "@/lib/domain/offer/hours_draft.ts";
import { OFFER_LIMITS } from "@/lib/domain/offer/offer_limits.ts";
import { SpanFields } from "./SpanFields.tsx";

export const WEEKDAYS = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

const BLANK: SpanDraft = { from: "", to: "" };

export interface HoursFormProps {
  readonly action: string;
  readonly draft: HoursDraft;
  readonly versionstamp: string;
  readonly errors: Readonly<Record<string, string>>;
}

/**
 * The week, single days and time away in one form. There are always empty rows
 * for more, and an emptied row is deleted: so it works without JavaScript.
 */
export function HoursForm(
  { action, draft, versionstamp, errors }: HoursFormProps,
) {
  return (
    <form class="form offer-form" method="post" action={action}>
      <input type="hidden" name="versionstamp" value={versionstamp} />
      <Week draft={draft} errors={errors} />
      <SingleDays draft={draft} errors={errors} />
      <TimeAway draft={draft} errors={errors} />
      <div>
        <Button variant="primary" size="large">Save</Button>
      </div>
    </form>
  );
}

type PartProps = Pick<HoursFormProps, "draft" | "errors">;

function Week({ draft, errors }: PartProps) {
  // Empty rows are numbered after the filled ones: errors refer to these
  // numbers.
  let next = draft.hours.length;
  return (
    <section class="offer-part" aria-labelledby="week">
      <h2 id="week">Every week</h2>
      <p class="soft">
        A day without times is closed. Use two time ranges to leave a break.
        00:00 as the end means midnight; to work past it, continue on the next
        day.
      </p>
      <FieldError id="field-hours">{errors.hours}</FieldError>
      {WEEKDAYS.map((name, i) => {
        const weekday = String(i + 1);
        const rows = [
          ...draft.hours.map((span, row) => ({ ...span, row }))
            .filter((span) => span.weekday === weekday),
        ];
        const blanks = blanksFor(rows.length, {
          least: 2,
          most: OFFER_LIMITS.spansADay,
        });
        const all = [
          ...rows,
          ...blanks.map(() => ({ ...BLANK, row: next++ })),
        ];
        return (
          <fieldset key={name} class="offer-day">
            <legend>{name}</legend>
            <div class="offer-day__spans">
              {all.map(({ row, from, to }, n) => (
                <div key={row}>
                  <input
                    type="hidden"
                    name={`hours.${row}.weekday`}
                    value={weekday}
                  />
                  <SpanFields
                    name={`hours.${row}`}
                    label={n === 0 ? name : `${name}, range ${n + 1}`}
                    type="time"
                    from={from}
                    to={to}
                    errors={errors}
                  />
                </div>
              ))}
            </div>
          </fieldset>
        );
      })}
    </section>
  );
}

function SingleDays({ draft, errors }: PartProps) {
  const days = [
    ...draft.exceptions,
    ...blanksFor(draft.exceptions.length, {
      least: 2,
      most: OFFER_LIMITS.exceptions,
    })
      .map(() => ({ date: "", hours: [] })),
  ];
  return (
    <section class="offer-part" aria-labelledby="single-days">
      <h2 id="single-days">Special days</h2>
      <p class="soft">
        These replace the weekly hours on that date. A date without times is
        closed; clear the date to remove it.
      </p>
      <FieldError id="field-exceptions">{errors.exceptions}</FieldError>
      {days.map((day, i) => {
        const name = `exceptions.${i}`;
        const label = `Special day ${i + 1}`;
        const spans = [
          ...day.hours,
          ...blanksFor(day.hours.length, {
            least: 2,
            most: OFFER_LIMITS.spansADay,
          })
            .map(() => BLANK),
        ];
        const error = errors[`${name}.date`];
        return (
          <fieldset key={name} class="offer-day">
            <legend class="visually-hidden">{label}</legend>
            <div class="offer-day__date">
              <label>
                <span class="visually-hidden">{label}, date</span>
                <input
                  id={`field-${name}.date`}
                  class="field__input"
                  type="date"
                  name={`${name}.date`}
                  value={day.date}
                  aria-invalid={error ? "true" : undefined}
                  aria-describedby={error
                    ? `field-${name}.date-error`
                    : undefined}
                />
              </label>
              <FieldError id={`field-${name}.date`}>
                {errors[`${name}.date`]}
              </FieldError>
            </div>
            <div class="offer-day__spans">
              {spans.map((span, n) => (
                <SpanFields
                  key={n}
                  name={`${name}.hours.${n}`}
                  label={n === 0 ? label : `${label}, range ${n + 1}`}
                  type="time"
                  from={span.from}
                  to={span.to}
                  errors={errors}
                />
              ))}
            </div>
          </fieldset>
        );
      })}
    </section>
  );
}

function TimeAway({ draft, errors }: PartProps) {
  const times = [
    ...draft.timeOff,
    ...blanksFor(draft.timeOff.length, { least: 2, most: OFFER_LIMITS.timeOff })
      .map(() => BLANK),
  ];
  return (
    <section class="offer-part" aria-labelledby="time-away">
      <h2 id="time-away">Time off</h2>
      <p class="soft">
        From the first day to the last, both included. Nothing is offered then,
        regardless of the hours above.
      </p>
      <FieldError id="field-timeOff">{errors.timeOff}</FieldError>
      <div class="stack">
        {times.map((time, i) => (
          <SpanFields
            key={i}
            name={`timeOff.${i}`}
            label={`Time off ${i + 1}`}
            type="date"
            from={time.from}
            to={time.to}
            errors={errors}
          />
        ))}
      </div>
    </section>
  );
}

/** One more row than there are, at least `least`, as long as another one may be stored. */
function blanksFor(
  count: number,
  { least, most }: { readonly least: number; readonly most: number },
): null[] {
  const rows = Math.min(Math.max(count + 1, least), Math.max(most, count));
  return Array.from({ length: rows - count }, () => null);
}
