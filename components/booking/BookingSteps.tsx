import { Button } from "@/components/ui/Button.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { Steps } from "@/components/ui/Steps.tsx";
import {
  type CarriedFields,
  CarriedForm,
  CHOOSE_AGAIN,
} from "./HiddenFields.tsx";
import { BookingTimes } from "./BookingTimes.tsx";
import { offers } from "@/lib/domain/offer/studio.ts";
import type { BookingStepsProps } from "./booking_steps_props.ts";
import { BookingDetails } from "./BookingDetails.tsx";
import { ChooseArtist, ChooseService } from "./BookingChoices.tsx";
import { booking as words } from "@/words/booking.ts";

/**
 * Service, artist, time, details: shows the first of them that is not chosen
 * yet. Works without JavaScript.
 */
export function BookingSteps(props: BookingStepsProps) {
  const { service, artist, startsAt, zone, chosenZone } = props.chosen;
  const choosingTime = startsAt === null && props.alternatives.length === 0;
  const current = !service ? 0 : !artist ? 1 : choosingTime ? 2 : 3;
  const so = { service: service?.id ?? null, artist: artist?.id ?? null, zone };
  // Without a choice, links name no zone: the times come in the browser's own.
  const shared = { ...so, zone: chosenZone };
  // Links would lose what was typed: then buttons lead back.
  const href = (choices: Readonly<Record<string, string | null>>) =>
    props.carried ? undefined : props.hrefFor(choices);
  const { backTo } = words.steps;
  const steps = [
    {
      label: words.steps.service,
      back: backTo.service,
      href: href({ zone: chosenZone }),
    },
    {
      label: words.steps.artist,
      back: backTo.artist,
      href: href({ service: so.service, zone: chosenZone }),
    },
    { label: words.steps.time, back: backTo.time, href: href(shared) },
    { label: words.steps.details, back: "", href: undefined },
  ];
  // Where one artist is possible, nobody was asked, and nothing leads back to it.
  const alone = service !== null &&
    props.artists.filter((one) => offers(one, service)).length === 1;
  if (alone) steps[1]!.href = undefined;
  const before = current === 0
    ? null
    : steps[alone && current === 2 ? 0 : current - 1]!;
  return (
    <>
      <Steps current={current} steps={steps} />
      {/* From the details, a button of their own form leads back: it includes what was typed since. */}
      {props.carried && (current === 1 || current === 2) && (
        <BackLink
          carried={props.carried}
          current={alone ? 1 : current}
          choices={Object.fromEntries(
            Object.entries(so).filter((one): one is [string, string] =>
              one[1] !== null
            ),
          )}
        />
      )}
      {before?.href && (
        <p class="steps-back">
          <a href={before.href}>{before.back}</a>
        </p>
      )}
      {props.refusal && (
        <Notice tone="error" title={words.notSent}>
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
          script={props.scripts["zone-link"]}
        />
      )}
      {service && artist && !choosingTime && (
        <BookingDetails {...props} service={service} artist={artist} />
      )}
    </>
  );
}

/**
 * Back to the earlier steps, with everything that was typed; the days of the
 * time step are buttons of this form as well.
 */
function BackLink({ carried, choices, current }: {
  carried: CarriedFields;
  choices: Readonly<Record<string, string>>;
  current: number;
}) {
  const steps = (["service", "artist"] as const).slice(0, current);
  return (
    <CarriedForm
      id={CHOOSE_AGAIN}
      class="row"
      carried={carried}
      choices={choices}
    >
      {steps.map((step) => (
        <Button key={step} variant="quiet" name="show" value={step}>
          {words.steps.backTo[step]}
        </Button>
      ))}
    </CarriedForm>
  );
}
