import { type Context, HttpError, type Middleware } from "fresh";
import {
  notingRefusals,
  type RefusalNote,
} from "@/lib/http/refused/noted_refusal.ts";
import { httpStatusOf } from "./refusal_status.ts";
import { remoteAddressOf } from "./remote_address.ts";
import type { Services, State } from "./state.ts";

/**
 * Passes the services to the routes, gives the request an id that the log uses,
 * and logs it if it is refused.
 */
export function withServices(services: Services): Middleware<State> {
  return async (ctx) => {
    const requestId = services.deps.secrets.ulid();
    ctx.state.services = services;
    ctx.state.requestId = requestId;
    const close = services.bodies.admit(ctx.req, remoteAddressOf(ctx));
    const note: RefusalNote = {};
    let status: number | undefined;
    try {
      const response = await services.inRequest(
        requestId,
        () => notingRefusals(note, () => ctx.next()),
      );
      status = response.status;
      return response;
    } catch (error) {
      if (error instanceof HttpError) status = error.status;
      throw error;
    } finally {
      logRefusal(ctx, { ...close(), status, code: note.code });
    }
  };
}

interface Answered {
  /** The sender broke off. */
  readonly aborted: boolean;
  /** None after an unexpected error, which is logged elsewhere. */
  readonly status: number | undefined;
  readonly code: RefusalNote["code"] | undefined;
}

/** Outside the request's work: a count of earlier requests does not have this one's id. */
function logRefusal(
  { state, route, req }: Context<State>,
  { aborted, status, code }: Answered,
) {
  const { refusals } = state.services;
  const { requestId, refusedAs = "request_refused" } = state;
  const request = { requestId, route, method: req.method, status, code };
  if (aborted) refusals.write("request_aborted", request);
  else if (!state.errorLogged && isLogged({ status, code })) {
    refusals.write(refusedAs, request);
  }
}

/** Signed out, not found, wrong method: people and scanners get them every day. */
const NOT_LOGGED = [401, 404, 405];

function isLogged({ status, code }: Omit<Answered, "aborted">): boolean {
  if (status === undefined) return false;
  // A form's answer is a redirect to the page that shows the refusal.
  const meant = code === undefined ? status : httpStatusOf(code);
  if (NOT_LOGGED.includes(meant)) return false;
  return meant >= 400 && meant < 500 || meant === 503;
}
