import { IntakeFields } from "@/components/booking/IntakeFields.tsx";
import { SmsConsent } from "@/components/booking/SmsConsent.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { Button, LinkButton } from "@/components/ui/Button.tsx";
import { Field } from "@/components/ui/Field.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { MAX_CLIENT_NOTE } from "@/lib/domain/consultation/client_details.ts";
import type { ChangeDetailsProps } from "@/lib/wire/own_request.ts";
import { booking } from "@/words/booking.ts";
import { ownRequest } from "@/words/own_request.ts";

const words = ownRequest.details;

/** The form for what a client may change before the answer. Works without JavaScript. */
export function ChangeDetails(
  {
    home,
    artistName: artist,
    serviceName: service,
    questions,
    values,
    errors,
    smsEnabled,
    refused,
    answered,
  }: ChangeDetailsProps,
) {
  return (
    <>
      <PageHeading
        over={booking.service.named({ service, artist })}
        lede={words.lede({ artist })}
      >
        {words.title}
      </PageHeading>
      {refused && <Notice tone="error" title={words.failed}>{refused}</Notice>}
      <form class="form page-action" method="post" action={`${home}/details`}>
        <IntakeFields questions={questions} values={values} errors={errors} />
        <Field
          name="note"
          label={booking.details.note}
          multiline
          maxLength={MAX_CLIENT_NOTE}
          value={values.get("note") ?? ""}
          error={errors.note}
        />
        {smsEnabled && <SmsConsent values={values} error={errors.phone} />}
        <div class="row">
          {!answered && <Button variant="primary">{words.save}</Button>}
          <LinkButton href={home}>
            {answered ? words.see : words.keep}
          </LinkButton>
        </div>
      </form>
    </>
  );
}
