import { type Context, HttpError } from "fresh";
import type {
  OwnRequestProps,
  RequestOutcome,
} from "@/lib/wire/own_request.ts";
import { answerBy } from "@/lib/domain/booking/request_hold.ts";
import {
  type ConsultationId,
  parseConsultationId,
} from "@/lib/domain/basic/ids.ts";
import type {
  Consultation,
  Requested,
} from "@/lib/domain/consultation/consultation.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import { refusedAt } from "@/lib/http/endpoint.ts";
import { refusalText } from "@/lib/http/refusal_notice.ts";
import { clientActor } from "@/lib/http/session/actor.ts";
import type { State } from "@/lib/http/state.ts";
import { bookHref } from "@/lib/pages/booking/booking_page.ts";
import { formatDateTime, formatWhen } from "@/lib/time/format.ts";
import { authorise } from "@/lib/usecases/shared/authorise.ts";
import { entryPage } from "@/words/entry_page.ts";
import { clientSubmission } from "./artist_requests.ts";

type Ctx = Context<State>;

/** What a client's page shows of a request; null once it was confirmed. */
export async function ownRequestOf(
  ctx: Ctx,
  consultation: Consultation,
): Promise<OwnRequestProps | null> {
  const outcome = outcomeOf(consultation);
  if (outcome === null) return null;
  const { client, serviceName } = consultation;
  return {
    outcome,
    artistName: await artistNameOf(ctx, consultation),
    serviceName,
    when: formatWhen(consultation, client.zone),
    submission: clientSubmission(consultation),
    phone: client.phone,
    changed: ctx.url.searchParams.get("done") === "changed",
    refused: refusalText(ctx.url),
    waysOn: waysOn(ctx, consultation),
  };
}

function outcomeOf(consultation: Consultation): RequestOutcome | null {
  switch (consultation.state) {
    case "requested":
      return {
        is: "open",
        heldUntil: formatDateTime(
          answerBy(consultation),
          consultation.client.zone,
        ),
      };
    case "declined":
      return { is: "declined", reason: consultation.reason };
    case "expired":
      return { is: "expired" };
    case "cancelled":
      return consultation.withdrawn ? { is: "withdrawn" } : null;
    default:
      return null;
  }
}

/** Where the client can go when it is over. */
export function waysOn(
  { state }: Ctx,
  { serviceId, artistId }: Pick<Consultation, "serviceId" | "artistId">,
) {
  return {
    bookAgain: bookHref({ service: serviceId, artist: artistId }),
    contactEmail: state.studio?.contactEmail ?? "",
  };
}

export async function artistNameOf(
  { state }: Ctx,
  { artistId }: Pick<Consultation, "artistId">,
): Promise<string> {
  const artist = await state.services.deps.catalog.artist(artistId);
  return artist?.name ?? entryPage.yourArtist;
}

export interface OpenRequest {
  readonly actor: Actor;
  readonly id: ConsultationId;
  /** Where its page is. */
  readonly home: string;
  readonly consultation: Consultation;
}

/**
 * For the pages that change a request: the client's own, in any state. Everyone else goes to the consultation's page, which is the same for every
 * id.
 *
 * @throws HttpError 404 if the URL has no id
 */
export async function readOwn(ctx: Ctx): Promise<OpenRequest | Response> {
  const id = parseConsultationId(ctx.params.id);
  if (id === null) throw new HttpError(404);
  const home = `/c/${id}`;
  const { deps } = ctx.state.services;
  const actor = await clientActor(ctx, id);
  const seen = await authorise(deps, { actor, action: "see", id });
  if (!seen.ok) {
    // A form that is not saved leads to a page that says so.
    const sent = ctx.req.method === "POST";
    return ctx.redirect(sent ? refusedAt(home, seen.code) : home, 303);
  }
  const consultation = seen.value.stored.value;
  return { actor: seen.value.actor, id, home, consultation };
}

/** The same while nobody has answered; afterwards the consultation's page says what happened. */
export async function readOwnOpen(
  ctx: Ctx,
): Promise<OpenRequest & { readonly consultation: Requested } | Response> {
  const own = await readOwn(ctx);
  if (own instanceof Response) return own;
  const { consultation } = own;
  return consultation.state === "requested"
    ? { ...own, consultation }
    : ctx.redirect(own.home, 303);
}
