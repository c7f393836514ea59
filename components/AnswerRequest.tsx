import { LONGEST_WORD } from "@/lib/domain/word.ts";
import { Button } from "./Button.tsx";
import { asFacts, type Brought } from "./ClientNote.tsx";
import { Field } from "./Field.tsx";
import { Facts } from "./Facts.tsx";
import { PhotoStrip } from "./PhotoStrip.tsx";

export interface AnswerRequestProps {
  readonly clientName: string;
  readonly serviceName: string;
  readonly when: string;
  readonly brought: Brought;
  /** In a list each says whose it is and when, and none is the page's own action. */
  readonly listed?: boolean;
  /** Who answers; the artist unless told. */
  readonly session?: "artist" | "admin";
}

/** A client's request with its two answers, as plain forms: they work without JavaScript. */
export function AnswerRequest(
  { clientName, serviceName, when, brought, listed, session = "artist" }:
    AnswerRequestProps,
) {
  const { id, note, intake, photos } = brought;
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
      <Facts
        items={[
          { term: "What", details: serviceName },
          ...(listed ? [{ term: "When", details: when }] : []),
          ...asFacts(intake),
          ...(note ? [{ term: "Note", details: note }] : []),
          ...(photos.length > 0
            ? [{
              term: "Pictures",
              details: <PhotoStrip id={id} photos={photos} session={session} />,
            }]
            : []),
        ]}
      />
      <div class="row">
        <form
          method="post"
          action={`/api/appointments/${id}/confirm?session=${session}`}
        >
          <Button variant={listed ? "secondary" : "primary"}>Confirm</Button>
        </form>
        <details class="confirmed">
          <summary class="button button--quiet">Decline</summary>
          <form
            class="stack"
            method="post"
            action={`/api/appointments/${id}/decline?session=${session}`}
          >
            <Field
              // Several requests stand on one page: each field has an id of its own.
              id={`reason-${id}`}
              name="reason"
              label={`A word to ${clientName}`}
              hint="They read it in the email."
              multiline
              maxLength={LONGEST_WORD}
            />
            <div>
              <Button variant="danger">Decline the request</Button>
            </div>
          </form>
        </details>
      </div>
    </article>
  );
}
