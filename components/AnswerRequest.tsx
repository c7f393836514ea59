import { Button } from "./Button.tsx";
import { Facts } from "./Facts.tsx";

export interface AnswerRequestProps {
  readonly id: string;
  readonly clientName: string;
  readonly serviceName: string;
  readonly when: string;
  readonly note: string;
  /** In a list each says whose it is and when, and none is the page's own action. */
  readonly listed?: boolean;
  /** Who answers; the artist unless told. */
  readonly session?: "artist" | "admin";
}

/** A client's request with its two answers, as plain forms: they work without JavaScript. */
export function AnswerRequest(
  { id, clientName, serviceName, when, note, listed, session = "artist" }:
    AnswerRequestProps,
) {
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
          ...(note ? [{ term: "Note", details: note }] : []),
        ]}
      />
      <div class="row">
        <form
          method="post"
          action={`/api/appointments/${id}/confirm?session=${session}`}
        >
          <Button variant={listed ? "secondary" : "primary"}>Confirm</Button>
        </form>
        <form
          method="post"
          action={`/api/appointments/${id}/decline?session=${session}`}
        >
          <Button variant="quiet">Decline</Button>
        </form>
      </div>
    </article>
  );
}
