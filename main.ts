import { App, csp, staticFiles } from "fresh";
import { appConfig } from "@/fresh.config.ts";
import { pagePolicy, securityHeaders } from "@/lib/http/security_headers.ts";
import type { State } from "@/lib/http/state.ts";
import { wire } from "@/lib/wiring.ts";

/** For the script that serves the app: it drains and closes them at the end. */
export const services = await wire(Deno.env.toObject());
services.startSweeping();

export const app = new App<State>(appConfig)
  .use((ctx) => {
    ctx.state.services = services;
    return ctx.next();
  })
  .use(securityHeaders)
  .use(csp({ useNonce: true, csp: pagePolicy(services.config) }))
  .use(staticFiles())
  .fsRoutes();
