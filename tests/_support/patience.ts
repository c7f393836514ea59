/**
 * How long tests wait for a condition. A limit only ends a wait that would
 * never end, so it is generous, and it stretches on a slow or busy machine:
 * `scripts/test.ts` measures the speed once and passes it on.
 */
import type { Browser, BrowserContext, Page } from "puppeteer-core";

/** How many times slower than a quiet developer's machine; at least 1. */
export const SLOWNESS = readSlowness(Deno.env.get("TEST_SLOWNESS"));

/** Milliseconds before a wait fails. */
export const PATIENCE = Math.round(60_000 * SLOWNESS);

export function readSlowness(text: string | undefined): number {
  const value = Number(text ?? "1");
  return Number.isFinite(value) ? Math.min(5, Math.max(1, value)) : 1;
}

/**
 * Repeats an attempt until it returns something other than `undefined`,
 * `null` or `false`.
 *
 * @param what completes "Waited in vain for …"
 * @param withinMs milliseconds; only for a wait whose end is itself the subject
 * @throws Error with `what` and the attempt's last error as its cause
 */
export async function until<T>(
  what: string,
  attempt: () => T | Promise<T>,
  { everyMs = 20, withinMs = PATIENCE } = {},
): Promise<Exclude<T, undefined | null | false>> {
  const late = performance.now() + withinMs;
  let cause: unknown;
  do {
    try {
      const value = await attempt();
      if (value !== undefined && value !== null && value !== false) {
        return value as Exclude<T, undefined | null | false>;
      }
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    await new Promise((done) => setTimeout(done, everyMs));
  } while (performance.now() < late);
  throw new Error(`Waited in vain for ${what}`, { cause });
}

/**
 * Makes every page that this browser opens wait as long as the other tests do.
 *
 * @param prepare runs on each new page
 */
export function patient(
  browser: Browser,
  prepare: (page: Page) => void = () => {},
): Browser {
  const stretch = (context: BrowserContext) => {
    const open = context.newPage.bind(context);
    context.newPage = async (...args) => {
      const page = await open(...args);
      page.setDefaultTimeout(PATIENCE);
      prepare(page);
      return page;
    };
  };
  // `browser.newPage` asks its default context.
  stretch(browser.defaultBrowserContext());
  const create = browser.createBrowserContext.bind(browser);
  browser.createBrowserContext = async (...args) => {
    const context = await create(...args);
    stretch(context);
    return context;
  };
  return browser;
}
