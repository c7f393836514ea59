import { Button } from "@/components/ui/Button.tsx";
import { ChoiceCards } from "@/components/ui/ChoiceCards.tsx";
import { DescriptionList } from "@/components/ui/DescriptionList.tsx";
import { Field } from "@/components/ui/Field.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { iso, MINUTE } from "@/lib/domain/basic/instant.ts";
import { MAX_CLIENT_NOTE } from "@/lib/domain/consultation/client_details.ts";
import type { Service } from "@/lib/domain/offer/studio.ts";
import { formatWhen } from "@/lib/time/format.ts";
import type { BookingStepsProps, ChosenArtist } from "./booking_steps_props.ts";
import { IntakeFields } from "./IntakeFields.tsx";
import { PhotoPicker } from "./PhotoPicker.tsx";
import { SmsConsent } from "./SmsConsent.tsx";
import { booking as words } from "@/words/booking.ts";

interface ChosenProps {
  readonly service: Service;
  readonly artist: ChosenArtist;
}

/** The client's details and note: the last step, and the form that books. */
export function BookingDetails(
  {
    service,
    artist,
    chosen,
    alternatives,
    values,
    photos,
    smsEnabled: texts,
    refusal,
    formKey,
    scripts,
  }:
    & BookingStepsProps
    & ChosenProps,
) {
  const errors = refusal?.refusal.facts.fields ?? {};
  return (
    <>
      <PageHeading lede={words.details.next}>
        {words.details.title}
      </PageHeading>
      <form
        class="form page-action"
        method="post"
        action="/book"
        enctype="multipart/form-data"
      >
        <input type="hidden" name="service" value={service.id} />
        <input type="hidden" name="artist" value={artist.id} />
        <input type="hidden" name="zone" value={chosen.zone} />
        <input type="hidden" name="key" value={formKey} />
        <BookedTime
          artist={artist}
          service={service}
          chosen={chosen}
          alternatives={alternatives}
        />
        <Field
          name="name"
          label={words.details.name}
          autocomplete="name"
          required
          maxLength={80}
          value={values.get("name") ?? ""}
          error={errors.name}
        />
        <Field
          name="email"
          label={words.details.email}
          type="email"
          autocomplete="email"
          required
          maxLength={254}
          value={values.get("email") ?? ""}
          error={errors.email}
        />
        <IntakeFields
          questions={service.questions}
          values={values}
          errors={errors}
        />
        <Field
          name="note"
          label={words.details.note}
          hint={service.questions.length > 0
            ? undefined
            : words.details.noteHint}
          multiline
          maxLength={MAX_CLIENT_NOTE}
          value={values.get("note") ?? ""}
          error={errors.note}
        />
        {texts && <SmsConsent values={values} error={errors.phone} />}
        <PhotoPicker
          photos={photos}
          error={errors.pictures ?? null}
          script={scripts["photo-picker"]}
        />
        <Button variant="primary" size="large">{words.details.submit}</Button>
        <Button variant="quiet" name="show" value="time" formNoValidate>
          {words.details.otherTime}
        </Button>
      </form>
    </>
  );
}

/** The chosen time; or others nearby, if that one is gone. */
function BookedTime(
  { service, artist, chosen: { startsAt, zone }, alternatives }:
    & Pick<BookingStepsProps, "chosen" | "alternatives">
    & ChosenProps,
) {
  const when = (start: number) =>
    formatWhen(
      { startsAt: start, endsAt: start + service.minutes * MINUTE },
      zone,
    );
  return startsAt === null
    ? (
      <ChoiceCards
        legend={words.time.nearby}
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
        <DescriptionList
          items={[
            {
              term: words.details.what,
              details: words.service.named({
                service: service.name,
                artist: artist.name,
              }),
            },
            {
              term: words.details.when,
              details: when(startsAt),
            },
          ]}
        />
      </>
    );
}
