/** A line that is broken for one kind of request alone. */
import type { HTTPRequest, Page } from "puppeteer-core";

export interface Hold {
  /** How many requests are held back. */
  count(): number;
  /** Lets them go, and all that follow. */
  release(): Promise<void>;
}

/** Holds back the page's POST requests to this address from now on. */
export async function hold(page: Page, path: string): Promise<Hold> {
  const held: HTTPRequest[] = [];
  let holding = true;
  const intercept = (request: HTTPRequest) => {
    const isMeant = request.method() === "POST" &&
      request.url().includes(path);
    if (holding && isMeant) held.push(request);
    else void request.continue();
  };
  page.on("request", intercept);
  await page.setRequestInterception(true);
  return {
    count: () => held.length,
    async release() {
      holding = false;
      for (const request of held) await request.continue();
      page.off("request", intercept);
      await page.setRequestInterception(false);
    },
  };
}

/** Whether the browser would ask before it leaves the page. */
export function asksBeforeLeaving(page: Page): Promise<boolean> {
  return page.evaluate(() =>
    !dispatchEvent(new Event("beforeunload", { cancelable: true }))
  );
}
