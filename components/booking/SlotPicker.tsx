import type { ComponentChildren } from "preact";
import { cx } from "@/components/ui/cx.ts";
import { booking } from "@/words/booking.ts";

export interface SlotDay {
  /** "Sun" */
  name: string;
  /** "22" */
  number: string;
  /** The whole date for screen readers: "Sunday 22 November". */
  full: string;
  /** Omitted when nothing is free: the day is shown without a link. */
  href?: string | undefined;
  /** A form button instead of a link. */
  press?: DayButton | undefined;
  current?: boolean | undefined;
}

export interface DayButton {
  /** The form's id. */
  form: string;
  name: string;
  value: string;
}

export interface SlotTime {
  value: string;
  /** "17:15" */
  label: string;
  /** A link instead of a radio button. */
  href?: string | undefined;
  checked?: boolean | undefined;
}

export interface SlotGroup {
  /** "Morning", "Afternoon", "Evening". */
  title: string;
  times: readonly SlotTime[];
}

export interface SlotPickerProps {
  days: readonly SlotDay[];
  groups: readonly SlotGroup[];
  /** The chosen day, above its times. */
  dayTitle: ComponentChildren;
  /** "Times are Central European Time." */
  zone: ComponentChildren;
  /** The radio buttons' name; default `slot`. */
  name?: string | undefined;
  /** Links to earlier and later days. */
  more?: ComponentChildren;
  /** Shown instead of times when the day has none. */
  none?: ComponentChildren;
  class?: string | undefined;
}

/** Days as links and the chosen day's free times as radio buttons or links. Works without JavaScript. */
export function SlotPicker(props: SlotPickerProps) {
  const {
    days,
    groups,
    dayTitle,
    zone,
    name = "slot",
    more,
    none,
    class: extra,
  } = props;
  return (
    <div class={cx("slot-picker", extra)}>
      <nav
        class="days"
        aria-label={booking.time.days}
        // It scrolls: without a day to focus on, it takes the focus itself.
        tabIndex={days.some((day) => day.href || day.press) ? undefined : 0}
      >
        {days.map((day) => <DayMark key={day.full} day={day} />)}
      </nav>
      {more ? <div class="row">{more}</div> : null}
      <div class="slots">
        <div>
          <h2>{dayTitle}</h2>
          <p class="slots__zone">{zone}</p>
        </div>
        {groups.length === 0 ? none : null}
        {groups.map((group) => (
          <fieldset class="slots__group" key={group.title}>
            <legend>{group.title}</legend>
            <div class="slots__times">
              {group.times.map((time) => (
                <TimeMark key={time.value} time={time} name={name} />
              ))}
            </div>
          </fieldset>
        ))}
      </div>
    </div>
  );
}

function DayMark({ day }: { day: SlotDay }) {
  const inside = (
    <>
      <span class="visually-hidden">
        {day.href || day.press
          ? day.full
          : booking.time.nothingFree({ day: day.full })}
      </span>
      <span class="day__name" aria-hidden="true">{day.name}</span>
      <span class="day__number" aria-hidden="true">{day.number}</span>
    </>
  );
  const current = day.current ? "date" : undefined;
  if (day.press) {
    return (
      <button {...day.press} class="day" aria-current={current}>
        {inside}
      </button>
    );
  }
  return day.href
    ? (
      <a
        class="day"
        href={day.href}
        aria-current={current}
      >
        {inside}
      </a>
    )
    : <span class="day">{inside}</span>;
}

function TimeMark({ time, name }: { time: SlotTime; name: string }) {
  if (time.href) return <a class="slot" href={time.href}>{time.label}</a>;
  return (
    <label class="slot">
      <input
        type="radio"
        name={name}
        value={time.value}
        checked={time.checked}
        required
      />
      <span>{time.label}</span>
    </label>
  );
}
