import { Button } from "@/components/Button.tsx";
import type { HoursDraft, SpanDraft } from "@/lib/domain/hours_draft.ts";
import { OFFER_LIMITS } from "@/lib/domain/offer_limits.ts";
import { FieldError, SpanFields } from "./SpanFields.tsx";

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
  readonly wrong: Readonly<Record<string, string>>;
}

/**
 * The week, single days and time away in one form. There are always empty rows
 * for more, and a row that is emptied goes: so it works without JavaScript.
 */
export function HoursForm(
  { action, draft, versionstamp, wrong }: HoursFormProps,
) {
  return (
    <form class="form offer-form" method="post" action={action}>
      <input type="hidden" name="versionstamp" value={versionstamp} />
      <Week draft={draft} wrong={wrong} />
      <SingleDays draft={draft} wrong={wrong} />
      <TimeAway draft={draft} wrong={wrong} />
      <div>
        <Button variant="primary" size="large">Save</Button>
      </div>
    </form>
  );
}

type PartProps = Pick<HoursFormProps, "draft" | "wrong">;

function Week({ draft, wrong }: PartProps) {
  // Empty rows are numbered after the filled ones: errors go by these numbers.
  let next = draft.hours.length;
  return (
    <section class="offer-part" aria-labelledby="week">
      <h2 id="week">Every week</h2>
      <p class="soft">
        A day without times is closed; two spans leave a break between them. An
        end at midnight (00:00) is the end of the day: to work past it, go on
        with the next day.
      </p>
      <FieldError field="hours" wrong={wrong} />
      {WEEKDAYS.map((name, i) => {
        const weekday = String(i + 1);
        const rows = [
          ...draft.hours.map((span, row) => ({ ...span, row }))
            .filter((span) => span.weekday === weekday),
        ];
        const blanks = blanksFor(rows.length, 2, OFFER_LIMITS.spansADay);
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
                    label={n === 0 ? name : `${name}, span ${n + 1}`}
                    type="time"
                    from={from}
                    to={to}
                    wrong={wrong}
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

function SingleDays({ draft, wrong }: PartProps) {
  const days = [
    ...draft.exceptions,
    ...blanksFor(draft.exceptions.length, 2, OFFER_LIMITS.exceptions)
      .map(() => ({ date: "", hours: [] })),
  ];
  return (
    <section class="offer-part" aria-labelledby="single-days">
      <h2 id="single-days">Single days</h2>
      <p class="soft">
        These hold instead of the week's hours. A date without times is closed;
        empty the date to take it off the list.
      </p>
      <FieldError field="exceptions" wrong={wrong} />
      {days.map((day, i) => {
        const name = `exceptions.${i}`;
        const label = `Single day ${i + 1}`;
        const spans = [
          ...day.hours,
          ...blanksFor(day.hours.length, 2, OFFER_LIMITS.spansADay)
            .map(() => BLANK),
        ];
        const error = wrong[`${name}.date`];
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
              <FieldError field={`${name}.date`} wrong={wrong} />
            </div>
            <div class="offer-day__spans">
              {spans.map((span, n) => (
                <SpanFields
                  key={n}
                  name={`${name}.hours.${n}`}
                  label={n === 0 ? label : `${label}, span ${n + 1}`}
                  type="time"
                  from={span.from}
                  to={span.to}
                  wrong={wrong}
                />
              ))}
            </div>
          </fieldset>
        );
      })}
    </section>
  );
}

function TimeAway({ draft, wrong }: PartProps) {
  const times = [
    ...draft.timeOff,
    ...blanksFor(draft.timeOff.length, 2, OFFER_LIMITS.timeOff)
      .map(() => BLANK),
  ];
  return (
    <section class="offer-part" aria-labelledby="time-away">
      <h2 id="time-away">Time away</h2>
      <p class="soft">
        From the first day to the last, both included. Nothing is offered then,
        whatever is said above.
      </p>
      <FieldError field="timeOff" wrong={wrong} />
      <div class="stack">
        {times.map((time, i) => (
          <SpanFields
            key={i}
            name={`timeOff.${i}`}
            label={`Time away ${i + 1}`}
            type="date"
            from={time.from}
            to={time.to}
            wrong={wrong}
          />
        ))}
      </div>
    </section>
  );
}

/** One row more than there are, `least` at least, as long as another one may be stored. */
function blanksFor(count: number, least: number, most: number): null[] {
  const rows = Math.min(Math.max(count + 1, least), Math.max(most, count));
  return Array.from({ length: rows - count }, () => null);
}
