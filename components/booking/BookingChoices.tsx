import { Button } from "@/components/ui/Button.tsx";
import { type Choice, ChoiceCards } from "@/components/ui/ChoiceCards.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { ANY_ARTIST } from "@/lib/domain/booking/any_artist.ts";
import { offers, type Service } from "@/lib/domain/offer/studio.ts";
import type { BookingStepsProps } from "./booking_steps_props.ts";
import { type CarriedFields, CarriedForm } from "./HiddenFields.tsx";
import { booking as words } from "@/words/booking.ts";

export function ChooseService(
  { services, hrefFor, chosen, wanted, carried }: BookingStepsProps,
) {
  return (
    <>
      <PageHeading lede={words.service.hint}>
        {words.service.question}
      </PageHeading>
      <OneOf
        name="service"
        legend={words.steps.service}
        carried={carried}
        so={{ zone: chosen.zone }}
        choices={services.map((service) => ({
          value: service.id,
          title: service.name,
          detail: service.description,
          meta: [words.service.minutes(service), service.priceText]
            .filter(Boolean).join(" · "),
          photo: service.picture ? `/pictures/${service.picture}` : undefined,
          href: carried ? undefined : hrefFor({
            service: service.id,
            artist: wanted,
            zone: chosen.chosenZone,
          }),
        }))}
      />
    </>
  );
}

export function ChooseArtist(
  { artists, service, hrefFor, chosen, carried }: BookingStepsProps & {
    service: Service;
  },
) {
  const able = artists.filter((artist) => offers(artist, service));
  const choices = able.map((artist) => ({
    value: artist.id as string,
    title: artist.name,
    detail: artist.bio,
    avatar: artist.name,
  }));
  if (able.length > 1) {
    choices.unshift({
      value: ANY_ARTIST,
      title: words.artist.anyone,
      detail: words.artist.anyoneDetail,
      avatar: "?",
    });
  }
  return (
    <>
      <PageHeading
        lede={words.service.summary({
          service: service.name,
          minutes: service.minutes,
        })}
      >
        {words.artist.question}
      </PageHeading>
      <OneOf
        name="artist"
        legend={words.steps.artist}
        carried={carried}
        so={{ service: service.id, zone: chosen.zone }}
        choices={choices.map((choice) => ({
          ...choice,
          href: carried ? undefined : hrefFor({
            service: service.id,
            artist: choice.value,
            zone: chosen.chosenZone,
          }),
        }))}
      />
    </>
  );
}

/** The choices as links; or as radio buttons of a form, once something was typed. */
function OneOf({ name, legend, choices, carried, so }: {
  name: string;
  legend: string;
  choices: readonly Choice[];
  carried: CarriedFields | null;
  so: Readonly<Record<string, string>>;
}) {
  const cards = (
    <ChoiceCards name={name} legend={legend} legendHidden choices={choices} />
  );
  return carried
    ? (
      <CarriedForm
        class="form"
        carried={carried}
        choices={{ ...so, show: "details" }}
      >
        {cards}
        <Button variant="primary" size="large">{words.steps.continue}</Button>
      </CarriedForm>
    )
    : cards;
}
