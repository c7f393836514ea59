import type { Context } from "fresh";
import {
  type ConsultationId,
  parseConsultationId,
} from "@/lib/domain/basic/ids.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import {
  type EndpointName,
  endpointOf,
  type ParsedBodyOf,
  type StreamName,
} from "@/lib/wire/endpoints.ts";
import { endpointBody } from "./body/endpoint_body.ts";
import { isForm } from "./body/form_body.ts";
import { formPage as pageAfterForm } from "./consultation_href.ts";
import {
  answerHeaders,
  type Exactly,
  methodHandler,
  send,
} from "./endpoint.ts";
import { refuse } from "./refusal.ts";
import { refusalResponse } from "./refusals.ts";
import type { AnyReply, Reply } from "./reply.ts";
import { actorFor } from "./session/actor.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { dropTyped, keepTyped } from "./session/typed_fields.ts";
import type { MethodHandler } from "./api.ts";
import type { State } from "./state.ts";

interface RouteContext {
  readonly ctx: Context<State>;
  readonly deps: Deps;
  readonly id: ConsultationId;
  /** The answer's headers, for its cookies. */
  readonly headers: Headers;
}

export interface ConsultationRequest<Name extends EndpointName = EndpointName>
  extends RouteContext {
  /** Null if nobody is signed in; the use-case decides what that means. */
  readonly actor: Actor | null;
  /** As the endpoint's schema has read it. */
  readonly body: ParsedBodyOf<Name>;
  /** Where a form's answer leads: the consultation's page for this person, or one below it. */
  readonly page: (below?: string) => string;
}

/** A request whose viewer is not known yet, and may change a moment later. */
export interface WatchRequest extends RouteContext {
  /** The signed-in person at this moment. */
  readonly viewer: () => Promise<Actor | null>;
}

/**
 * An endpoint about one consultation, `:id`, for the signed-in person.
 *
 * @param formPage where the plain form is, below the consultation's own page: a
 * form whose fields do not fit leads back there
 */
export function consultationRoute<
  Name extends EndpointName,
  Answered extends Reply<Name>,
>(
  name: Name,
  handle: (asked: ConsultationRequest<Name>) => Promise<Answered>,
  { formPage = "" }: { readonly formPage?: string } = {},
): Exactly<Answered, Name> {
  return aboutConsultation(name, async ({ viewer, ...context }) => {
    const { ctx, id, headers } = context;
    const actor = await viewer();
    const page = (below = "") => pageAfterForm(ctx, { actor, id, below });
    const body = await endpointBody(ctx.req, name);
    if (body.ok) {
      const asked = { ...context, actor, body: body.value, page };
      const reply: AnyReply = await handle(asked);
      if (isForm(ctx.req) && "outcome" in reply) {
        if (reply.outcome.ok) dropTyped(ctx, headers);
        else keepTyped(ctx, headers, { id, body: body.value });
      }
      return reply;
    }
    if (!endpointOf(name).form) return body;
    const doesNotFit = body.code === "invalid_input";
    return {
      outcome: body,
      done: page(),
      refused: doesNotFit ? page(formPage) : page(),
    };
  }) as Exactly<Answered, Name>;
}

/** The same for a handler that keeps watching, and resolves the viewer at each look. */
export function watchRoute<
  Name extends StreamName,
  Answered extends Reply<Name>,
>(
  name: Name,
  handle: (request: WatchRequest) => Promise<Answered>,
): Exactly<Answered, Name> {
  return aboutConsultation(name, handle) as Exactly<Answered, Name>;
}

function aboutConsultation(
  name: EndpointName,
  handle: (request: WatchRequest) => Promise<AnyReply>,
): MethodHandler {
  return methodHandler(name, async (ctx) => {
    const id = parseConsultationId(ctx.params.id);
    if (id === null) return refusalResponse(refuse("not_found"));
    const { deps } = ctx.state.services;
    const headers = answerHeaders();
    const viewer = () => actorFor(ctx, id);
    const reply = await handle({ ctx, deps, id, headers, viewer });
    return send(ctx, reply, { name, headers });
  });
}
