import { Button, LinkButton } from "@/components/Button.tsx";
import { Field } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { LONGEST_WORD } from "@/lib/domain/word.ts";
import type { ChangePageProps } from "@/lib/wire.ts";

/** The question before a consultation is cancelled, with what follows from it. Works without JavaScript. */
export function CancelConsultation(
  {
    session,
    id,
    version,
    clientName,
    artistName,
    serviceName,
    when,
    refused,
    home,
  }: ChangePageProps,
) {
  const client = session === "client";
  return (
    <>
      <PageHeading
        over={`${serviceName} with ${client ? artistName : clientName}`}
        lede={when}
      >
        Cancel this consultation?
      </PageHeading>
      {refused && (
        <Notice tone="error" title="It was not cancelled">{refused}</Notice>
      )}
      <form
        class="form page-action"
        method="post"
        action={`/api/appointments/${id}/cancel?session=${session}`}
      >
        <input type="hidden" name="version" value={version} />
        <p>
          {client
            ? `${artistName} is told by email, and the time goes to somebody else. Your link opens nothing any more. This cannot be taken back, but you can book again.`
            : `${clientName} is told by email, and the link opens nothing any more. The time is free again. This cannot be taken back.`}
        </p>
        {!client && (
          <Field
            name="word"
            label="A word to your client"
            hint="They read it in the email."
            multiline
            maxLength={LONGEST_WORD}
          />
        )}
        <div class="row">
          <Button variant="danger">Cancel the consultation</Button>
          <LinkButton href={home}>Keep it</LinkButton>
        </div>
      </form>
    </>
  );
}
