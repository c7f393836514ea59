import * as esbuild from "esbuild";
import type { App } from "../app.ts";
import { applyBuild } from "../snapshot.ts";
import type { ListenOptions } from "../types.ts";
import { load, type Made, make } from "./make.ts";
import {
  type BuildOptions,
  type ResolvedBuildConfig,
  resolveOptions,
} from "./options.ts";
import { resolve, toFilePath } from "./paths.ts";
import { serveDevelopment } from "./serve_development.ts";
import type {
  OnTransformOptions,
  Transform,
  TransformFn,
} from "./static_assets.ts";
import { isChild, superviseDevelopment } from "./supervise.ts";
import { writeBuild } from "./write_build.ts";

type Mode = "development" | "production";

/** Builds in progress in this process; they share one esbuild. */
let running = 0;

/**
 * Builds the browser's part of an app, and runs the app in development. Source:
 * Fresh, "Builder".
 */
export class Builder<State = unknown> {
  readonly config: ResolvedBuildConfig;
  readonly #islands: string[] = [];
  readonly #transforms: Transform[] = [];

  constructor(options: BuildOptions = {}) {
    this.config = resolveOptions(options);
  }

  /**
   * Registers a file outside the island folders as an island.
   * @param specifier a path or a file URL
   */
  registerIsland(specifier: string): void {
    if (/^(jsr|npm|https?):/.test(specifier)) {
      throw new Error(
        `registerIsland("${specifier}"): only local files can be islands here.`,
      );
    }
    this.#islands.push(resolve(this.config.root, toFilePath(specifier)));
  }

  /** Changes files of the static folder while building. */
  onTransformStaticFile(options: OnTransformOptions, run: TransformFn): void {
    this.#transforms.push({ ...options, run });
  }

  /**
   * Builds for production. With `snapshot: "memory"` nothing is written, and
   * the returned function applies the build to an app, for tests.
   * @throws esbuild's BuildFailure, with file and line
   */
  async build(
    options: { mode?: Mode; snapshot?: "disk" | "memory" } = {},
  ): Promise<<S>(app: App<S>) => void> {
    const made = await this.#make(options.mode ?? "production");
    if (options.snapshot === "memory") return await load(made);
    await writeBuild(made, this.config);
    const { routes, islands } = made;
    console.log(`Built ${routes.length} routes and ${islands.length} islands`);
    // The project is not loaded: a build may run without the secrets that the
    // app needs.
    return (app) => applyBuild(app, { ...made, routes: [], islands: [] });
  }

  /**
   * Serves the app in development: built and restarted at each change, reloaded
   * in the browser, errors shown in the page.
   * @param importApp loads the server's entry, which exports `app`
   */
  async listen(
    importApp: () => Promise<{ app: App<State> } | App<State>>,
    options: ListenOptions = {},
  ): Promise<void> {
    if (!isChild()) return await superviseDevelopment(this.config);
    await serveDevelopment(() => this.#make("development"), importApp, options);
  }

  async #make(mode: Mode): Promise<Made> {
    running++;
    try {
      return await make(this.config, this.#islands, this.#transforms, mode);
    } finally {
      // Otherwise esbuild's helper process keeps this process alive.
      if (--running === 0) await esbuild.stop();
    }
  }
}
