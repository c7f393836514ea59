/** What `fresh/dev` exports. Source: Fresh, "API reference". */
export { Builder } from "./dev/builder.ts";
export type { BuildOptions, ResolvedBuildConfig } from "./dev/options.ts";
export type {
  OnTransformArgs,
  OnTransformOptions,
  TransformFn,
} from "./dev/static_assets.ts";
