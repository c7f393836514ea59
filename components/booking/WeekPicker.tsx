import type { ComponentChildren } from "preact";
import { Button } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { SlotPicker } from "@/components/SlotPicker.tsx";
import { iso } from "@/lib/domain/instant.ts";
import { formatDay, formatTime, formatZone } from "@/lib/time/format.ts";

export interface BookingWeek {
  /** `times` are grouped for people; `noon` is an instant in the day, for its name. */
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
 * A week of days as links, the chosen day's free times as the field `at`, and the
 * button that takes one; inside a form of the page's own.
 */
export function WeekPicker({ week, zone, hrefFor, otherZone, take, dayForm }: {
  week: BookingWeek;
  zone: string;
  /** The same page with this day. */
  hrefFor: (date: string) => string;
  /** Beside the zone's name, where another can be chosen. */
  otherZone?: ComponentChildren;
  /** On the button. */
  take: string;
  /** The id of a form that the days are buttons of, as its field `day`, instead of links. */
  dayForm?: string | undefined;
}) {
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
        name="at"
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
            {week.earlier && toward(week.earlier, "Earlier days")}
            {week.later && toward(week.later, "Later days")}
          </>
        }
        dayTitle={formatDay(day.noon, zone)}
        zone={<>Times are in {formatZone(day.noon, zone)}. {otherZone}</>}
        groups={day.groups.map((group) => ({
          title: group.title,
          times: group.times.map((at) => ({
            value: iso(at),
            label: formatTime(at, zone),
          })),
        }))}
        none={
          <EmptyState title="Nothing is free on this day">
            Choose another day.
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
