import { PageHeading } from "@/components/frame/PageHeading.tsx";
import type { Service } from "@/lib/domain/offer/studio.ts";
import {
  type CarriedFields,
  CarriedForm,
  CHOOSE_AGAIN,
} from "./HiddenFields.tsx";
import { type BookingWeek, WeekPicker } from "./WeekPicker.tsx";
import { ZoneChoice } from "./ZoneChoice.tsx";
import { ZoneLink } from "./ZoneLink.tsx";
import { booking as words } from "@/words/booking.ts";

export interface BookingTimesProps {
  /** Or "anyone", with the page's label for it. */
  readonly artist: { readonly id: string; readonly name: string };
  readonly service: Service;
  readonly zone: string;
  readonly week: BookingWeek;
  /** What was typed so far; the form "choose again" carries it too. */
  readonly carried: CarriedFields | null;
  readonly hrefFor: (
    choices: Readonly<Record<string, string | null>>,
  ) => string;
  readonly script: string | undefined;
}

/** A week of days as links, and the chosen day's free times. */
export function BookingTimes(
  { artist, service, zone, week, carried, hrefFor, script }: BookingTimesProps,
) {
  const choices = { service: service.id, artist: artist.id, zone };
  const picker = {
    week,
    zone,
    name: "at",
    hrefFor: (day: string) => hrefFor({ ...choices, day }),
    take: words.time.take,
  };
  return (
    <>
      <PageHeading
        lede={words.service.withArtist({
          service: service.name,
          artist: artist.name,
          minutes: service.minutes,
        })}
      >
        {words.time.question}
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
                  script={script}
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
