import type { ComponentChildren } from "preact";
import { Button } from "@/components/ui/Button.tsx";
import { EmptyState } from "@/components/ui/EmptyState.tsx";
import { SlotPicker } from "@/components/booking/SlotPicker.tsx";
import { booking } from "@/words/booking.ts";
import { iso } from "@/lib/domain/basic/instant.ts";
import { formatDay, formatTime, formatZone } from "@/lib/time/format.ts";

export interface BookingWeek {
  /** `times` are grouped for display; `noon` is an instant in the day, to name it. */
  readonly days: readonly {
    readonly date: string;
    readonly noon: number;
    readonly groups: readonly {
      readonly title: string;
      readonly times: readonly number[];
    }[];
  }[];
  readonly current: string;
  readonly earlier: string | null;
  readonly later: string | null;
}

/**
 * A week of days as links, the chosen day's free times as radio buttons,
 * and the submit button; inside a form of the page.
 */
export function WeekPicker(
  { week, zone, name, hrefFor, otherZone, take, dayForm }: {
    week: BookingWeek;
    zone: string;
    /** The name of the field with the chosen time. */
    name: string;
    /** The same page with this day. */
    hrefFor: (date: string) => string;
    /** Beside the zone's name, if another zone can be chosen. */
    otherZone?: ComponentChildren;
    /** The button's label. */
    take: string;
    /** The id of a form: the days become its buttons, field `day`, instead of links. */
    dayForm?: string | undefined;
  },
) {
  const day = week.days.find((one) => one.date === week.current) ??
    week.days[0]!;
  const press = (form: string, date: string) => (
    { form, name: "day", value: date }
  );
  const toward = (date: string, words: string) =>
    dayForm === undefined
      ? <a href={hrefFor(date)}>{words}</a>
      : <Button variant="quiet" {...press(dayForm, date)}>{words}</Button>;
  // "Sunday 22 November 2026"
  const words = (noon: number) => formatDay(noon, zone).split(" ");
  return (
    <>
      <SlotPicker
        name={name}
        days={week.days.map((one) => ({
          name: words(one.noon)[0]!.slice(0, 3),
          number: words(one.noon)[1]!,
          full: formatDay(one.noon, zone),
          current: one === day,
          ...(one.groups.length === 0
            ? {}
            : dayForm === undefined
            ? { href: hrefFor(one.date) }
            : { press: press(dayForm, one.date) }),
        }))}
        more={
          <>
            {week.earlier && toward(week.earlier, booking.time.earlier)}
            {week.later && toward(week.later, booking.time.later)}
          </>
        }
        dayTitle={formatDay(day.noon, zone)}
        zone={
          <>
            {booking.time.zone({ zone: formatZone(day.noon, zone) })}{" "}
            {otherZone}
          </>
        }
        groups={day.groups.map((group) => ({
          title: group.title,
          times: group.times.map((at) => ({
            value: iso(at),
            label: formatTime(at, zone),
          })),
        }))}
        none={
          <EmptyState title={booking.time.none}>
            {booking.time.noneNext}
          </EmptyState>
        }
      />
      {day.groups.length > 0 && (
        <div class="page-action">
          <Button variant="primary" size="large">{take}</Button>
        </div>
      )}
    </>
  );
}
