import { csp, staticFiles } from "fresh";
import { appConfig } from "@/fresh.config.ts";
import { MINUTE } from "@/lib/domain/basic/instant.ts";
import { GuardedApp, refuseUnroutable } from "@/lib/http/guarded_app.ts";
import { withServices } from "@/lib/http/request_id.ts";
import { admitStreams } from "@/lib/http/stream/admit_streams.ts";
import { pagePolicy, securityHeaders } from "@/lib/http/security_headers.ts";
import { wire } from "@/lib/wiring/wiring.ts";
import { reportZoneRules } from "@/lib/wiring/zone_rules_report.ts";

/** For the script that serves the app: it drains and closes them at the end. */
export const services = await wire(Deno.env.toObject());
services.startServing();
// More than a second of CPU in all: the first requests come first.
Deno.unrefTimer(
  setTimeout(() => void reportZoneRules(services.deps.log), MINUTE),
);

export const app = new GuardedApp(appConfig, services)
  .use(withServices(services))
  .use(admitStreams)
  .use(securityHeaders)
  .use(refuseUnroutable)
  .use(csp({ useNonce: true, csp: pagePolicy(services.config) }))
  .use(staticFiles())
  .fsRoutes();
