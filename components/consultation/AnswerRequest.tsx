import { firstName } from "@/lib/domain/basic/first_name.ts";
import { formOf } from "@/lib/client/page/endpoint_form.ts";
import { MAX_NOTE_LENGTH } from "@/lib/domain/basic/note_to_client.ts";
import { Button } from "@/components/ui/Button.tsx";
import { type ClientSubmission, intakeItems } from "./ClientNote.tsx";
import { Field } from "@/components/ui/Field.tsx";
import { DescriptionList } from "@/components/ui/DescriptionList.tsx";
import { PhotoStrip } from "@/components/booking/PhotoStrip.tsx";

export interface AnswerRequestProps {
  readonly clientName: string;
  readonly serviceName: string;
  readonly when: string;
  /** Until when the request holds its time, with the zone. */
  readonly answerBy: string;
  readonly submission: ClientSubmission;
  /** When the client last changed their details; null if never. */
  readonly changed: string | null;
  /** In a list each button names the client and the time, and none is the page's main action. */
  readonly listed?: boolean;
  /** The session that answers; the artist's by default. */
  readonly session?: "artist" | "admin";
  /** The message of a refusal that did not go through. */
  readonly reason?: string | undefined;
}

/** A client's request with its two answers, as plain forms: works without JavaScript. */
export function AnswerRequest(
  {
    clientName,
    serviceName,
    when,
    answerBy,
    submission,
    changed,
    listed,
    session = "artist",
    reason,
  }: AnswerRequestProps,
) {
  const { id, note, intake, photos } = submission;
  const about = { params: { id }, query: { session } };
  const confirm = formOf("POST /api/appointments/:id/confirm", about);
  const decline = formOf("POST /api/appointments/:id/decline", about);
  return (
    <article
      class="stack"
      aria-labelledby={listed ? `request-${id}` : undefined}
      aria-label={listed ? undefined : `Request from ${clientName}`}
    >
      {listed && (
        <h3 id={`request-${id}`}>
          <a href={`/artist/consultations/${id}`}>{clientName}</a>
        </h3>
      )}
      <DescriptionList
        items={[
          { term: "What", details: serviceName },
          ...(listed ? [{ term: "When", details: when }] : []),
          {
            term: "Answer by",
            details: `${answerBy}; then it expires, and the time is free again`,
          },
          ...intakeItems(intake),
          ...(note ? [{ term: "Note", details: note }] : []),
          ...(photos.length > 0
            ? [{
              term: "Photos",
              details: <PhotoStrip id={id} photos={photos} session={session} />,
            }]
            : []),
          ...(changed === null
            ? []
            : [{ term: "Changed by the client", details: changed }]),
        ]}
      />
      <div class="row">
        <form method={confirm.method} action={confirm.action}>
          <Button variant={listed ? "secondary" : "primary"}>Confirm</Button>
        </form>
        <details class="confirmed" open={reason !== undefined}>
          <summary class="button button--quiet">Decline</summary>
          <form
            class="stack"
            method={decline.method}
            action={decline.action}
          >
            <Field
              // One page can list several requests: each field needs an id of
              // its own.
              id={`reason-${id}`}
              name={decline.name("reason")}
              label={`Message to ${firstName(clientName)}`}
              hint="Included in the email."
              multiline
              maxLength={MAX_NOTE_LENGTH}
              value={reason}
            />
            <div>
              <Button variant="danger">Decline request</Button>
            </div>
          </form>
        </details>
      </div>
    </article>
  );
}
