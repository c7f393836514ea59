import { Builder } from "fresh/dev";
import { builderConfig } from "@/fresh.config.ts";
import type { State } from "@/lib/http/state.ts";
import { buildAssets } from "@/scripts/build_assets.ts";

// The video SDK and the modules of single pages are assets, made before Fresh collects `static/`.
await buildAssets(import.meta.dirname!);

const builder = new Builder<State>({
  root: import.meta.dirname!,
  ...builderConfig,
});

if (Deno.args.includes("build")) {
  await builder.build();
  const { stop } = await import("esbuild");
  await stop();
} else {
  await builder.listen(() => import("./main.ts"), {
    port: Number(Deno.env.get("PORT") ?? 8000),
  });
}
