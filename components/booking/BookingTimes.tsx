import { EmptyState } from "@/components/EmptyState.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { Button } from "@/components/Button.tsx";
import { SlotPicker } from "@/components/SlotPicker.tsx";
import ZoneLink from "@/islands/ZoneLink.tsx";
import { ZoneChoice } from "./ZoneChoice.tsx";
import { iso } from "@/lib/domain/instant.ts";
import type { Service } from "@/lib/domain/studio.ts";
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

export interface BookingTimesProps {
  /** Or "anyone", whom the page gives a name too. */
  readonly artist: { readonly id: string; readonly name: string };
  readonly service: Service;
  readonly zone: string;
  readonly week: BookingWeek;
  readonly hrefFor: (
    choices: Readonly<Record<string, string | null>>,
  ) => string;
}

/** A week of days as links, and the chosen day's free times. */
export function BookingTimes(
  { artist, service, zone, week, hrefFor }: BookingTimesProps,
) {
  const choices = { service: service.id, artist: artist.id, zone };
  const day = week.days.find((one) => one.date === week.current) ??
    week.days[0]!;
  // "Sunday 22 November 2026"
  const words = (noon: number) => formatDay(noon, zone).split(" ");
  return (
    <>
      <PageHeading
        lede={`${service.name} with ${artist.name}, ${service.minutes} minutes.`}
      >
        When suits you?
      </PageHeading>
      <form method="get" action="/book">
        {Object.entries(choices).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <SlotPicker
          name="at"
          days={week.days.map((one) => ({
            name: words(one.noon)[0]!.slice(0, 3),
            number: words(one.noon)[1]!,
            full: formatDay(one.noon, zone),
            current: one === day,
            href: one.groups.length > 0
              ? hrefFor({ ...choices, day: one.date })
              : undefined,
          }))}
          more={
            <>
              {week.earlier && (
                <a href={hrefFor({ ...choices, day: week.earlier })}>
                  Earlier days
                </a>
              )}
              {week.later && (
                <a href={hrefFor({ ...choices, day: week.later })}>
                  Later days
                </a>
              )}
            </>
          }
          dayTitle={formatDay(day.noon, zone)}
          zone={
            <>
              Times are in {formatZone(day.noon, zone)}.{" "}
              <ZoneLink
                shown={zone}
                href={hrefFor({ ...choices, zone: null })}
              />
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
            <EmptyState title="Nothing is free on this day">
              Choose another day.
            </EmptyState>
          }
        />
        {day.groups.length > 0 && (
          <div class="page-action">
            <Button variant="primary" size="large">Take this time</Button>
          </div>
        )}
      </form>
      <ZoneChoice
        zone={zone}
        choices={{ service: service.id, artist: artist.id }}
      />
    </>
  );
}
