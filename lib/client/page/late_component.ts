import { type ReadonlySignal, signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { browserTimers, type Timers } from "./browser.ts";
import { SCRIPT_GONE } from "./late_scripts.ts";

/** A component whose code is a script of its own, loaded before it is needed. */
export interface LateComponent<Props> {
  /** Null until its code is loaded. */
  readonly component: ReadonlySignal<ComponentType<Props> | null>;
  /** Starts loading; more calls change nothing. */
  load(): void;
}

const RETRIES_MS = [500, 2_000, 5_000];
/** After those, or without a network, it tries this often. */
const AGAIN_MS = 15_000;

/** The server's side of a failure, and who hears that a script is gone. */
export interface ScriptSource {
  /** Whether the server answers: without a network, a reload would lose the page. */
  readonly answers: () => Promise<boolean>;
  readonly reportGone: () => void;
}

const ownServer: ScriptSource = {
  answers: () =>
    fetch("/api/health", { cache: "no-store" })
      .then(({ ok }) => ok, () => false),
  reportGone: () => void globalThis.dispatchEvent(new Event(SCRIPT_GONE)),
};

/**
 * Loads the code of a component, and tries again when that fails. The script of
 * a page that was opened before a deploy may be gone: once the server answers,
 * and the script still does not load, the page hears so, once.
 */
export function lateComponent<Props>(
  load: () => Promise<ComponentType<Props>>,
  { timers = browserTimers, source = ownServer }: {
    readonly timers?: Pick<Timers, "after">;
    readonly source?: ScriptSource;
  } = {},
): LateComponent<Props> {
  const component = signal<ComponentType<Props> | null>(null);
  let started = false;
  let reported = false;
  async function attempt(failures: number): Promise<void> {
    try {
      component.value = await load();
    } catch {
      const last = failures >= RETRIES_MS.length;
      if (last && !reported && await source.answers()) {
        reported = true;
        source.reportGone();
      }
      const wait = RETRIES_MS[failures] ?? AGAIN_MS;
      timers.after(wait, () => void attempt(failures + 1));
    }
  }
  return {
    component,
    load() {
      if (started) return;
      started = true;
      void attempt(0);
    },
  };
}
