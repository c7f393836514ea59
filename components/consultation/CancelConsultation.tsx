import { Button, LinkButton } from "@/components/ui/Button.tsx";
import { Field } from "@/components/ui/Field.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { formOf } from "@/lib/client/page/endpoint_form.ts";
import { MAX_NOTE_LENGTH } from "@/lib/domain/basic/note_to_client.ts";
import { changes } from "@/words/changes.ts";
import { booking } from "@/words/booking.ts";
import type { ChangePageProps } from "@/lib/wire/wire.ts";

const words = changes.cancel;

/**
 * Asks for confirmation before a consultation is cancelled, and explains the
 * consequences. Works without JavaScript.
 */
export function CancelConsultation(
  {
    session,
    id,
    version,
    clientName,
    artistName,
    serviceName,
    when,
    typed,
    refused,
    home,
  }: ChangePageProps,
) {
  const client = session === "client";
  const form = formOf("POST /api/appointments/:id/cancel", {
    params: { id },
    query: { session },
  });
  return (
    <>
      <PageHeading
        over={booking.service.named({
          service: serviceName,
          artist: client ? artistName : clientName,
        })}
        lede={when}
      >
        {words.title}
      </PageHeading>
      {refused && <Notice tone="error" title={words.failed}>{refused}</Notice>}
      <form
        class="form page-action"
        method={form.method}
        action={form.action}
      >
        <input {...form.hidden("version", version)} />
        <p>
          {client
            ? words.text({ artist: artistName })
            : `We’ll tell ${clientName} by email, and their link no longer works. The time becomes available again. This can’t be undone.`}
        </p>
        {!client && (
          <Field
            name={form.name("word")}
            label="Message to your client"
            hint="Included in the email."
            multiline
            maxLength={MAX_NOTE_LENGTH}
            value={typed?.word}
          />
        )}
        <div class="row">
          <Button variant="danger">{words.confirm}</Button>
          <LinkButton href={home}>{words.keep}</LinkButton>
        </div>
      </form>
    </>
  );
}
