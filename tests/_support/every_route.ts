/** The product's route files at their addresses, with their middlewares and the page for errors, without a build. */
import type { App } from "fresh";
import { fileURLToPath } from "node:url";
import { GuardedApp, refuseUnroutable } from "@/lib/http/guarded_app.ts";
import { withServices } from "@/lib/http/request_id.ts";
import { securityHeaders } from "@/lib/http/security_headers.ts";
import type { State } from "@/lib/http/state.ts";
import type { Wired } from "@/lib/wiring/wiring.ts";
import ErrorPage, { handler as onError } from "@/routes/_error.tsx";

const ROUTES = fileURLToPath(new URL("../../routes", import.meta.url));

/** `/c/[id]/move` for `routes/c/[id]/move.tsx`, in order; without the gallery, which reads no store. */
export async function routeNames(): Promise<string[]> {
  const files = await Array.fromAsync(filesIn(""));
  return files.filter(isRoute).map(nameOf).sort();
}

export async function everyRoute(services: Wired): Promise<App<State>> {
  const app = new GuardedApp({}, services)
    .use(withServices(services))
    .use(securityHeaders)
    .use(refuseUnroutable)
    .onError({ handler: onError, component: ErrorPage as never });
  const files = (await Array.fromAsync(filesIn(""))).sort();
  for (const file of files) {
    if (!file.endsWith("/_middleware.ts")) continue;
    const { default: middleware } = await import(`${ROUTES}${file}`);
    app.use(pathOf(file.replace("/_middleware.ts", "")), middleware);
  }
  for (const file of files.filter(isRoute).sort(generalLast)) {
    const { handler, default: component } = await import(`${ROUTES}${file}`);
    // An API route has no component, and answers all methods by itself.
    if (component === undefined && typeof handler === "function") {
      app.all(pathOf(nameOf(file)), handler);
    } else app.route(pathOf(nameOf(file)), { handler, component });
  }
  return app;
}

/** As Fresh sorts them: `/c/[id]/cancel` before `/c/[id]/[secret]`, and catch-alls last. */
function generalLast(a: string, b: string): number {
  const rank = (file: string) =>
    file.replaceAll("[...", "\uffff").replaceAll("[", "\ufffe");
  return rank(a) < rank(b) ? -1 : 1;
}

function isRoute(file: string): boolean {
  return !/\/[_(]|\/dev\/gallery\//.test(file);
}

function nameOf(file: string): string {
  return file.replace(/\.tsx?$/, "").replace(/(?!^)\/index$/, "")
    .replace(/^\/index$/, "/");
}

/** `/c/:id/move` */
function pathOf(name: string): string {
  return name.replace(/\[\.\.\.\w+\]/g, "*").replace(/\[(\w+)\]/g, ":$1");
}

async function* filesIn(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(ROUTES + folder)) {
    if (isDirectory) yield* filesIn(`${folder}/${name}`);
    else yield `${folder}/${name}`;
  }
}
