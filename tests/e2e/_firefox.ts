/** Tests with one side in Firefox. Where there is none they are left out, and say so. */
import { tmpdir } from "node:os";
import type { Browser, Page } from "puppeteer-core";
import { findFirefox, launchFirefox } from "@/tests/_support/firefox.ts";
import { watchMedia } from "./_journey.ts";
import { watchPage } from "./_watch.ts";

const program = await findFirefox();

/**
 * Two calls in Firefox at one time starve each other on two cores: tests that
 * run beside each other take turns.
 */
async function firefoxTurn(): Promise<Disposable> {
  const turn = await Deno.open(`${tmpdir()}/visavis-firefox-turn`, {
    create: true,
    write: true,
  });
  await turn.lock(true);
  // Closing it gives the lock back.
  return turn;
}

interface Act<Stage> {
  readonly t: Deno.TestContext;
  readonly stage: Stage;
  readonly firefox: Browser;
}

/** A test that has Firefox beside its stage, and closes both. */
export function withFirefox<Stage extends { close(): Promise<void> }>(
  name: string,
  setStage: () => Promise<Stage>,
  act: (all: Act<Stage>) => Promise<void>,
) {
  if (!program) {
    console.error(`No Firefox here (FIREFOX_PATH, PATH), left out: ${name}`);
  }
  Deno.test({
    name,
    ignore: program === null,
    // Two browsers and esbuild live longer than one step.
    sanitizeOps: false,
    sanitizeResources: false,
    async fn(t) {
      using _turn = await firefoxTurn();
      const [stage, firefox] = await Promise.all([
        setStage(),
        launchFirefox(program!),
      ]);
      try {
        await act({ t, stage, firefox });
      } finally {
        await firefox.close();
        await stage.close();
      }
    },
  });
}

/** A client's page on a phone's screen, watched from its first script on. */
export async function clientPage(firefox: Browser): Promise<Page> {
  const page = await firefox.newPage();
  await page.setViewport({ width: 390, height: 844 });
  await page.evaluateOnNewDocument(watchMedia);
  await page.evaluateOnNewDocument(watchPage);
  return page;
}
