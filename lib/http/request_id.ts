import type { Middleware } from "fresh";
import { remoteAddressOf } from "./remote_address.ts";
import type { Services, State } from "./state.ts";

/** Passes the services to the routes, and gives the request an id that the log uses. */
export function withServices(services: Services): Middleware<State> {
  return (ctx) => {
    const requestId = services.deps.secrets.ulid();
    ctx.state.services = services;
    ctx.state.requestId = requestId;
    const close = services.bodies.admit(ctx.req, remoteAddressOf(ctx));
    return services.inRequest(
      requestId,
      async () => {
        try {
          return await ctx.next();
        } finally {
          if (close().aborted) services.deps.log("request_aborted", {});
        }
      },
    );
  };
}
