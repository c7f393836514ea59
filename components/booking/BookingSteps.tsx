import { Button } from "@/components/Button.tsx";
import { type Choice, ChoiceCards } from "@/components/ChoiceCards.tsx";
import { Facts } from "@/components/Facts.tsx";
import { Field } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { Steps } from "@/components/Steps.tsx";
import { type Carried, CarriedForm, CHOOSE_AGAIN } from "./Carried.tsx";
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
  /** The same for the steps before the details, once the form has been sent; null before. */
  readonly carried: Carried | null;
  /** Makes this page's form another than every other, so that it books once. */
  readonly formKey: string;
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
  // Links would lose what was typed: there are buttons for the way back then.
  const href = (choices: Readonly<Record<string, string | null>>) =>
    props.carried ? undefined : props.hrefFor(choices);
  const steps = [
    { label: "Service", href: href({ zone }) },
    { label: "Artist", href: href({ service: so.service, zone }) },
    { label: "Time", href: href(so) },
    { label: "Details", href: undefined },
  ];
  const back = current === 0 ? null : steps[current - 1]!;
  return (
    <>
      <Steps current={current} steps={steps} />
      {/* From the details, a button of their own form leads back: it has what was typed since. */}
      {props.carried && (current === 1 || current === 2) && (
        <WayBack
          carried={props.carried}
          current={current}
          choices={Object.fromEntries(
            Object.entries(so).filter((one): one is [string, string] =>
              one[1] !== null
            ),
          )}
        />
      )}
      {back?.href && (
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
          carried={props.carried}
          hrefFor={props.hrefFor}
        />
      )}
      {service && artist && !choosingTime && (
        <Details {...props} service={service} artist={artist} />
      )}
    </>
  );
}

/** To the steps before, with all that was typed; the days of the time step are buttons of this form as well. */
function WayBack({ carried, choices, current }: {
  carried: Carried;
  choices: Readonly<Record<string, string>>;
  current: number;
}) {
  const steps = ["service", "artist"].slice(0, current);
  return (
    <CarriedForm
      id={CHOOSE_AGAIN}
      class="row"
      carried={carried}
      choices={choices}
    >
      {steps.map((step) => (
        <Button key={step} variant="quiet" name="show" value={step}>
          Back to {step}
        </Button>
      ))}
    </CarriedForm>
  );
}

function ChooseService(
  { services, hrefFor, chosen, carried }: BookingStepsProps,
) {
  return (
    <>
      <PageHeading lede="Not sure? Take the shortest; your artist can tell you more.">
        What would you like to work on?
      </PageHeading>
      <OneOf
        name="service"
        legend="Service"
        carried={carried}
        so={{ zone: chosen.zone }}
        choices={services.map((service) => ({
          value: service.id,
          title: service.name,
          detail: service.description,
          meta: [`${service.minutes} min`, service.priceText]
            .filter(Boolean).join(" · "),
          picture: service.picture ? `/pictures/${service.picture}` : undefined,
          href: carried
            ? undefined
            : hrefFor({ service: service.id, zone: chosen.zone }),
        }))}
      />
    </>
  );
}

/** The choices as links; or as radio buttons of a form, where something was typed. */
function OneOf({ name, legend, choices, carried, so }: {
  name: string;
  legend: string;
  choices: readonly Choice[];
  carried: Carried | null;
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
        <Button variant="primary" size="large">Go on</Button>
      </CarriedForm>
    )
    : cards;
}

function ChooseArtist(
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
      <OneOf
        name="artist"
        legend="Artist"
        carried={carried}
        so={{ service: service.id, zone: chosen.zone }}
        choices={choices.map((choice) => ({
          ...choice,
          href: carried ? undefined : hrefFor({
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
    formKey,
  }:
    & BookingStepsProps
    & { service: Service; artist: Chosen },
) {
  const wrong = refusal?.refusal.facts.fields ?? {};
  const { startsAt, zone } = chosen;
  const when = (start: number) =>
    formatWhen(start, start + service.minutes * MINUTE, zone);
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
        <input type="hidden" name="key" value={formKey} />
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
                    details: when(startsAt),
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
        <Button variant="quiet" name="show" value="time" formNoValidate>
          Choose another time
        </Button>
      </form>
    </>
  );
}
