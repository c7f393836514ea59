import * as esbuild from "esbuild";
import type { App } from "../app.ts";
import { applyBuild } from "../snapshot.ts";
import type { ListenOptions } from "../types.ts";
import { load, type Made, make } from "./make.ts";
import {
  type BuildOptions,
  type ResolvedBuildOptions,
  resolveOptions,
} from "./options.ts";
import { isAbsolute, join, toFilePath } from "./paths.ts";
import { serveDevelopment } from "./serve_development.ts";
import type {
  OnTransformOptions,
  Transform,
  TransformFn,
} from "./static_assets.ts";
import { isChild, superviseDevelopment } from "./supervise.ts";
import { writeBuild } from "./write_build.ts";

/** Builds under way in this process; they share one esbuild. */
let running = 0;

/** Builds the browser's part of an app, and runs it while it is being written. Source: Fresh, "Builder". */
export class Builder<State = unknown> {
  readonly config: ResolvedBuildOptions;
  readonly #islands: string[] = [];
  readonly #transforms: Transform[] = [];

  constructor(options: BuildOptions = {}) {
    this.config = resolveOptions(options);
  }

  /** Make a file an island that is in none of the island folders: a path or a file URL. */
  registerIsland(specifier: string): void {
    if (/^(jsr|npm|https?):/.test(specifier)) {
      throw new Error(
        `registerIsland("${specifier}"): only local files can be islands here; wrap the package in one.`,
      );
    }
    const path = toFilePath(specifier);
    this.#islands.push(isAbsolute(path) ? path : join(this.config.root, path));
  }

  /** Change files of the static folder while building. */
  onTransformStaticFile(
    options: OnTransformOptions,
    callback: TransformFn,
  ): void {
    this.#transforms.push({ options, run: callback });
  }

  /**
   * Make a production build. With `snapshot: "memory"` nothing is written: the function gives an app the build, for
   * tests. Otherwise it does the same after the build has been written to `outDir`.
   * @throws esbuild's BuildFailure, with file and line, if an island does not compile
   */
  async build(
    options: {
      mode?: "development" | "production";
      snapshot?: "disk" | "memory";
    } = {},
  ): Promise<<S>(app: App<S>) => void> {
    const made = await this.#make(options.mode ?? "production");
    if (options.snapshot === "memory") return await load(made);
    await writeBuild(made, this.config);
    console.log(
      `Built ${made.routes.length} routes and ${made.islands.length} islands into ${this.config.outDir}`,
    );
    // Routes and islands stay unloaded: the machine that builds may lack the secrets they need.
    return (app) => applyBuild(app, { ...made, routes: [], islands: [] });
  }

  /**
   * Serve the app while it is being written: built again and restarted at each change, reloaded in the browser, errors
   * shown in the page.
   * @param importApp loads the server's entry, which exports `app`
   */
  async listen(
    importApp: () => Promise<{ app: App<State> } | App<State>>,
    options: ListenOptions = {},
  ): Promise<void> {
    if (!isChild()) return superviseDevelopment(this.config);
    await serveDevelopment(() => this.#make("development"), importApp, options);
  }

  async #make(mode: "development" | "production"): Promise<Made> {
    running++;
    try {
      return await make(this.config, this.#islands, this.#transforms, mode);
    } finally {
      // esbuild's helper process would keep this one from ending.
      if (--running === 0) await esbuild.stop();
    }
  }
}
