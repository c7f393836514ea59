import type { Context } from "fresh";
import type { Deps } from "@/lib/ports/mod.ts";
import {
  type AnswerOf,
  type EndpointName,
  endpointOf,
  type ParsedBodyOf,
} from "@/lib/wire/endpoints.ts";
import type { WireRefusalCode } from "@/lib/wire/wire.ts";
import type { Method, MethodHandler } from "./api.ts";
import { endpointBody } from "./body/endpoint_body.ts";
import { isForm } from "./body/form_body.ts";
import { ok, type Outcome } from "./refusal.ts";
import { refusalResponse } from "./refusals.ts";
import { noteRefusal } from "./refused/noted_refusal.ts";
import type { AnyReply, Excess, FormReply, Reply } from "./reply.ts";
import type { State } from "./state.ts";
import { eventStream } from "./stream/event_stream.ts";

/** What the handler of an endpoint receives. */
export interface EndpointCall<Name extends EndpointName> {
  readonly ctx: Context<State>;
  readonly deps: Deps;
  /** As the endpoint's schema has read it. */
  readonly body: ParsedBodyOf<Name>;
  /** The answer's headers, for its cookies. */
  readonly headers: Headers;
}

/**
 * A handler whose answer matches the contract exactly, without extra fields;
 * otherwise a type that `api` rejects, with the names of those fields.
 */
export type Exactly<Answered, Name extends EndpointName> =
  [Excess<Answered, Reply<Name>>] extends [never] ? MethodHandler
    : { readonly "not in the contract": Excess<Answered, Reply<Name>> };

/** The server's side of one endpoint: it answers what `lib/wire` says, or does not compile. */
export function endpoint<
  Name extends EndpointName,
  Answered extends Reply<Name>,
>(
  name: Name,
  handle: (call: EndpointCall<Name>) => Promise<Answered>,
): Exactly<Answered, Name> {
  return methodHandler(name, async (ctx) => {
    const body = await endpointBody(ctx.req, name);
    if (!body.ok) return refusalResponse(body);
    const { deps } = ctx.state.services;
    const headers = answerHeaders();
    const reply = await handle({ ctx, deps, body: body.value, headers });
    return send(ctx, reply, { name, headers });
  }) as Exactly<Answered, Name>;
}

export function methodHandler(
  name: EndpointName,
  handler: MethodHandler["handler"],
): MethodHandler {
  return { method: name.slice(0, name.indexOf(" ")) as Method, handler };
}

/** Answers are personal, and outdated at once. */
export function answerHeaders(): Headers {
  return new Headers({ "cache-control": "no-store" });
}

interface Answering {
  readonly name: EndpointName;
  /** The answer's headers. */
  readonly headers: Headers;
}

/** Turns a reply into an HTTP response. */
export function send(
  ctx: Context<State>,
  reply: AnyReply,
  { name, headers }: Answering,
): Response {
  if (reply instanceof Response) return reply;
  if ("redirect" in reply) return redirect(ctx, reply.redirect, { headers });
  if ("start" in reply) {
    return eventStream(reply.register, reply.start);
  }
  if (!("outcome" in reply)) return sendOutcome(reply, { name, headers });
  return isForm(ctx.req)
    ? redirect(ctx, pageAfter(reply), { headers })
    : sendOutcome(reply.outcome, { name, headers });
}

function sendOutcome(
  outcome: Outcome<unknown>,
  { name, headers }: Answering,
): Response {
  if (!outcome.ok) return refusalResponse(outcome);
  const { status } = endpointOf(name);
  return status === 204
    ? new Response(null, { status, headers })
    : Response.json(outcome.value, { status, headers });
}

/** An endpoint's answer, sent by a page's own handler. */
export function answerJson<Name extends EndpointName>(
  name: Name,
  answer: AnswerOf<Name>,
): Response {
  return sendOutcome(ok(answer), { name, headers: answerHeaders() });
}

/** 303, so that reloading the page does not submit the form again. */
function redirect(
  ctx: Context<State>,
  page: string,
  { headers }: Pick<Answering, "headers">,
): Response {
  const response = ctx.redirect(page, 303);
  for (const [name, value] of headers) response.headers.append(name, value);
  return response;
}

/** The page that shows the result of a form, with the refusal's code if there was one. */
function pageAfter({ outcome, done, refused = done }: FormReply<unknown>) {
  return outcome.ok ? done : refusedAt(refused, outcome.code);
}

/** The page that shows this refusal: a form is answered with a redirect to it. */
export function refusedAt(page: string, code: WireRefusalCode): string {
  noteRefusal(code);
  return `${page}${page.includes("?") ? "&" : "?"}refused=${code}`;
}
