import { Button } from "@/components/Button.tsx";
import { ChoiceCards } from "@/components/ChoiceCards.tsx";
import { Facts } from "@/components/Facts.tsx";
import { Field } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { Steps } from "@/components/Steps.tsx";
import { BookingTimes } from "./BookingTimes.tsx";
import type { BookingWeek } from "./WeekPicker.tsx";
import { IntakeFields } from "./IntakeFields.tsx";
import { TextMessages } from "./TextMessages.tsx";
import PhotoPicker from "@/islands/PhotoPicker.tsx";
import { ANYONE } from "@/lib/domain/anyone.ts";
import type { PhotoId } from "@/lib/domain/ids.ts";
import { iso, MINUTE } from "@/lib/domain/instant.ts";
import type { Refusal } from "@/lib/domain/refusal.ts";
import { type Artist, offers, type Service } from "@/lib/domain/studio.ts";
import { formatWhen } from "@/lib/time/format.ts";

export interface BookingStepsProps {
  readonly chosen: {
    readonly service: Service | null;
    /** Or "anyone". */
    readonly artist: Chosen | null;
    readonly startsAt: number | null;
    readonly zone: string;
  };
  readonly refusal:
    | { readonly refusal: Refusal; readonly words: string }
    | null;
  /** What was typed, so that no error loses it. */
  readonly kept: ReadonlyMap<string, string>;
  /** Pictures that were sent already, and wait for the booking. */
  readonly photos: readonly PhotoId[];
  /** Does the studio send text messages to whoever asks for them? */
  readonly texts: boolean;
  /** Other times that are free, if the one that was asked for is not. */
  readonly alternatives: readonly number[];
  readonly services: readonly Service[];
  readonly artists: readonly Artist[];
  readonly week: BookingWeek | null;
  readonly hrefFor: (
    choices: Readonly<Record<string, string | null>>,
  ) => string;
}

interface Chosen {
  readonly id: string;
  readonly name: string;
}

/** Service, artist, time, details: the first of them that is not chosen yet. Works without JavaScript. */
export function BookingSteps(props: BookingStepsProps) {
  const { service, artist, startsAt, zone } = props.chosen;
  const choosingTime = startsAt === null && props.alternatives.length === 0;
  const current = !service ? 0 : !artist ? 1 : choosingTime ? 2 : 3;
  const so = { service: service?.id ?? null, artist: artist?.id ?? null, zone };
  const steps = [
    { label: "Service", href: props.hrefFor({ zone }) },
    { label: "Artist", href: props.hrefFor({ service: so.service, zone }) },
    { label: "Time", href: props.hrefFor(so) },
    { label: "Details" },
  ];
  const back = current === 0 ? null : steps[current - 1]!;
  return (
    <>
      <Steps current={current} steps={steps} />
      {back && (
        <p class="steps-back">
          <a href={back.href}>Back to {back.label.toLowerCase()}</a>
        </p>
      )}
      {props.refusal && (
        <Notice tone="error" title="That did not work yet">
          {props.refusal.words}
        </Notice>
      )}
      {!service && <ChooseService {...props} />}
      {service && !artist && <ChooseArtist {...props} service={service} />}
      {service && artist && props.week && (
        <BookingTimes
          artist={artist}
          service={service}
          zone={zone}
          week={props.week}
          hrefFor={props.hrefFor}
        />
      )}
      {service && artist && !choosingTime && (
        <Details {...props} service={service} artist={artist} />
      )}
    </>
  );
}

function ChooseService({ services, hrefFor, chosen }: BookingStepsProps) {
  return (
    <>
      <PageHeading lede="Not sure? Take the shortest; your artist can tell you more.">
        What would you like to work on?
      </PageHeading>
      <ChoiceCards
        legend="Service"
        legendHidden
        choices={services.map((service) => ({
          value: service.id,
          title: service.name,
          detail: service.description,
          meta: [`${service.minutes} min`, service.priceText]
            .filter(Boolean).join(" · "),
          picture: service.picture ? `/pictures/${service.picture}` : undefined,
          href: hrefFor({ service: service.id, zone: chosen.zone }),
        }))}
      />
    </>
  );
}

function ChooseArtist(
  { artists, service, hrefFor, chosen }: BookingStepsProps & {
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
      value: ANYONE,
      title: "Anyone",
      detail: "The most times to choose from. You hear whom you will meet.",
      avatar: "?",
    });
  }
  return (
    <>
      <PageHeading lede={`${service.name}, ${service.minutes} minutes.`}>
        With whom?
      </PageHeading>
      <ChoiceCards
        legend="Artist"
        legendHidden
        choices={choices.map((choice) => ({
          ...choice,
          href: hrefFor({
            service: service.id,
            artist: choice.value,
            zone: chosen.zone,
          }),
        }))}
      />
    </>
  );
}

function Details(
  {
    service,
    artist,
    chosen,
    alternatives,
    kept,
    photos,
    texts,
    refusal,
    hrefFor,
  }:
    & BookingStepsProps
    & { service: Service; artist: Chosen },
) {
  const wrong = refusal?.refusal.facts.fields ?? {};
  const { startsAt, zone } = chosen;
  const when = (start: number) =>
    formatWhen(start, start + service.minutes * MINUTE, zone);
  const choices = { service: service.id, artist: artist.id, zone };
  return (
    <>
      <PageHeading lede="Your artist answers by email. The email has the link to your consultation.">
        Nearly there
      </PageHeading>
      <form
        class="form page-action"
        method="post"
        action="/book"
        enctype="multipart/form-data"
      >
        <input type="hidden" name="service" value={service.id} />
        <input type="hidden" name="artist" value={artist.id} />
        <input type="hidden" name="zone" value={zone} />
        {startsAt === null
          ? (
            <ChoiceCards
              legend="Times nearby that are free"
              name="at"
              choices={alternatives.map((start) => ({
                value: iso(start),
                title: when(start),
              }))}
            />
          )
          : (
            <>
              <input type="hidden" name="at" value={iso(startsAt)} />
              <Facts
                items={[
                  {
                    term: "What",
                    details: `${service.name} with ${artist.name}`,
                  },
                  {
                    term: "When",
                    details: (
                      <>
                        {when(startsAt)} <a href={hrefFor(choices)}>Change</a>
                      </>
                    ),
                  },
                ]}
              />
            </>
          )}
        <Field
          name="name"
          label="Your name"
          autocomplete="name"
          required
          maxLength={80}
          value={kept.get("name") ?? ""}
          error={wrong.name}
        />
        <Field
          name="email"
          label="Your email"
          type="email"
          autocomplete="email"
          required
          maxLength={254}
          value={kept.get("email") ?? ""}
          error={wrong.email}
        />
        <IntakeFields
          questions={service.questions}
          kept={kept}
          wrong={wrong}
        />
        <Field
          name="note"
          label="Anything your artist should know"
          hint={service.questions.length > 0
            ? undefined
            : "The occasion, your skin, allergies, what you have tried."}
          multiline
          maxLength={1000}
          value={kept.get("note") ?? ""}
          error={wrong.note}
        />
        {texts && <TextMessages kept={kept} error={wrong.phone} />}
        <PhotoPicker photos={photos} error={wrong.pictures ?? null} />
        <Button variant="primary" size="large">Ask for this time</Button>
      </form>
    </>
  );
}
