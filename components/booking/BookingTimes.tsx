import { PageHeading } from "@/components/PageHeading.tsx";
import ZoneLink from "@/islands/ZoneLink.tsx";
import type { Service } from "@/lib/domain/studio.ts";
import { type BookingWeek, WeekPicker } from "./WeekPicker.tsx";
import { ZoneChoice } from "./ZoneChoice.tsx";

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
        <WeekPicker
          week={week}
          zone={zone}
          hrefFor={(day) => hrefFor({ ...choices, day })}
          otherZone={
            <ZoneLink shown={zone} href={hrefFor({ ...choices, zone: null })} />
          }
          take="Take this time"
        />
      </form>
      <ZoneChoice
        zone={zone}
        choices={{ service: service.id, artist: artist.id }}
      />
    </>
  );
}
