import { PageHeading } from "@/components/PageHeading.tsx";
import ZoneLink from "@/islands/ZoneLink.tsx";
import type { Service } from "@/lib/domain/studio.ts";
import { type Carried, CarriedForm, CHOOSE_AGAIN } from "./Carried.tsx";
import { type BookingWeek, WeekPicker } from "./WeekPicker.tsx";
import { ZoneChoice } from "./ZoneChoice.tsx";

export interface BookingTimesProps {
  /** Or "anyone", whom the page gives a name too. */
  readonly artist: { readonly id: string; readonly name: string };
  readonly service: Service;
  readonly zone: string;
  readonly week: BookingWeek;
  /** What was typed already; the form "choose again" has it, too. */
  readonly carried: Carried | null;
  readonly hrefFor: (
    choices: Readonly<Record<string, string | null>>,
  ) => string;
}

/** A week of days as links, and the chosen day's free times. */
export function BookingTimes(
  { artist, service, zone, week, carried, hrefFor }: BookingTimesProps,
) {
  const choices = { service: service.id, artist: artist.id, zone };
  const picker = {
    week,
    zone,
    hrefFor: (day: string) => hrefFor({ ...choices, day }),
    take: "Take this time",
  };
  return (
    <>
      <PageHeading
        lede={`${service.name} with ${artist.name}, ${service.minutes} minutes.`}
      >
        When suits you?
      </PageHeading>
      {carried
        ? (
          <CarriedForm
            carried={carried}
            choices={{ ...choices, show: "details" }}
          >
            <WeekPicker {...picker} dayForm={CHOOSE_AGAIN} />
          </CarriedForm>
        )
        : (
          <form method="get" action="/book">
            {Object.entries(choices).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <WeekPicker
              {...picker}
              otherZone={
                <ZoneLink
                  shown={zone}
                  href={hrefFor({ ...choices, zone: null })}
                />
              }
            />
          </form>
        )}
      <ZoneChoice
        zone={zone}
        choices={{ service: service.id, artist: artist.id }}
        carried={carried}
      />
    </>
  );
}
