import { SECOND } from "@/lib/domain/basic/instant.ts";

/** How long shutdown may take: Deno Deploy allows five seconds. */
const DRAIN = 4 * SECOND;

interface BuiltServer {
  readonly default: { fetch: Deno.ServeHandler };
}

/**
 * Serves the production build until a signal arrives. Then it notifies and
 * closes every stream first: a server with an open stream does not shut down.
 */
export async function serve(port: number, onListen: () => void) {
  const built = new URL("../_fresh/server.js", import.meta.url).href;
  const server: BuiltServer = await import(built);
  const { services } = await import("@/main.ts");
  const http = Deno.serve(
    { port, hostname: "0.0.0.0", onListen, automaticCompression: true },
    server.default.fetch,
  );
  let leaving = false;
  const leave = async () => {
    if (leaving) Deno.exit(1);
    leaving = true;
    const late = setTimeout(() => Deno.exit(1), DRAIN);
    await services.drain();
    await http.shutdown();
    services.close();
    clearTimeout(late);
    Deno.exit(0);
  };
  Deno.addSignalListener("SIGINT", leave);
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", leave);
  return services;
}

if (import.meta.main) {
  await serve(Number(Deno.env.get("PORT") ?? 8000), () => {});
}
