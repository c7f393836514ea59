import { expect } from "expect";
import type { Browser, Page } from "puppeteer-core";
import { launchBrowser } from "@/tests/_support/browser.ts";

const dir = import.meta.dirname! + "/fixture";

/** The production build, served by the project's own script, in a browser with a strict policy. */
Deno.test("islands in a browser", async (t) => {
  await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", dir + "/dev.ts", "build"],
    cwd: "/",
  }).output();
  const { default: built } = await import(`file://${dir}/_fresh/server.js`);
  const server = Deno.serve({ port: 0, onListen() {} }, built.fetch);
  const base = `http://localhost:${server.addr.port}`;
  const browser: Browser = await launchBrowser();
  try {
    const problems: string[] = [];
    const open = async (path: string): Promise<Page> => {
      problems.length = 0;
      const page = await browser.newPage();
      page.on("pageerror", (error) => problems.push((error as Error).message));
      page.on(
        "console",
        (message) =>
          message.type() === "error" && problems.push(message.text()),
      );
      await page.goto(base + path, { waitUntil: "networkidle0" });
      return page;
    };
    const text = (page: Page, selector: string) =>
      page.$eval(selector, (el) => el.textContent);

    const page = await open("/");
    await t.step("one signal passed to several islands stays one", async () => {
      await page.click("#counter-first");
      await page.click("#counter-inner");
      expect(await text(page, "#counter-first")).toBe("first: 5");
      expect(await text(page, "#counter-inner")).toBe("inner: 5");
      // A computed signal was sent with its value.
      expect(await text(page, "#mirror")).toBe("5 6");
    });
    await t.step(
      "values of every kind arrive, asset() uses the build id, and no script in them runs",
      async () => {
        expect(await text(page, "#props")).toBe(
          "0|example.com|1|true|11|3|44|true|/hello.txt?__frsh_c=",
        );
        expect(
          await page.evaluate(() =>
            (globalThis as unknown as { evil?: number }).evil
          ),
        ).toBe(undefined);
      },
    );
    await t.step(
      "starting an island keeps the server's elements and typed input",
      async () => {
        const fresh = await browser.newPage();
        await fresh.setJavaScriptEnabled(false);
        await fresh.goto(base + "/");
        const before = await fresh.$eval("#frame", (el) => el.textContent);
        expect(await text(page, "#frame")).toBe(
          before!.replace("inner: 3", "inner: 5"),
        );
        await fresh.close();
      },
    );
    await t.step(
      "JSX from the server can be hidden, swapped and shown again, with the islands in it",
      async () => {
        await page.click("#toggle");
        expect(await page.$eval("#frame", (el) => el.innerHTML)).toBe(
          '<em id="extra">later</em>',
        );
        await page.click("#toggle");
        expect(await text(page, "#slotted")).toContain("from the server");
        await page.click("#counter-inner");
        expect(await text(page, "#counter-first")).toBe("first: 6");
        expect(
          await page.$eval("#typed", (el) => (el as HTMLInputElement).value),
        ).toBe("x");
      },
    );
    await t.step(
      "nothing was blocked by the policy and nothing failed",
      () => expect(problems).toEqual([]),
    );
    await page.close();

    await t.step("an island beside its route and an async page", async () => {
      const grouped = await open("/grouped");
      await grouped.click("#local");
      expect(await text(grouped, "#local")).toBe("on");
      await grouped.close();
    });
    await t.step(
      "a lazily loaded part of an island is in the first answer already, and starts",
      async () => {
        const first = await fetch(base + "/lazy");
        expect([first.status, await first.text()]).toEqual([
          200,
          expect.stringContaining(">later 0</button>"),
        ]);
        const lazy = await open("/lazy");
        await lazy.click("#later");
        expect(await text(lazy, "#later")).toBe("later 1");
        await lazy.close();
      },
    );
    await t.step(
      "one failing island does not stop the others; siblings, tables and fragments are kept",
      async () => {
        const edge = await open("/edge");
        await edge.click("#counter-after");
        expect(await text(edge, "#counter-after")).toBe("after: 1");
        expect(problems.join()).toContain("only in the browser");
        await edge.click("#grow");
        await edge.click("#grow");
        expect(await edge.$eval("#rows", (el) => el.textContent)).toBe(
          "beforegrowitem 0item 1after",
        );
        expect(await edge.title()).toBe("Set by an island");
        expect(
          await edge.$eval(
            'meta[name="description"]',
            (el) => el.getAttribute("content"),
          ),
        ).toBe("edge");
        await edge.close();
      },
    );
    await t.step(
      "an island where its markup is not allowed is shown once, and an error names it",
      async () => {
        const nested = await open("/nested");
        expect(
          await nested.$$eval(
            ".once",
            (all) => all.map((el) => el.textContent),
          ),
        ).toEqual(["once"]);
        expect(problems.join()).toContain("Anything");
        await nested.click("#counter-beside");
        expect(await text(nested, "#counter-beside")).toBe("beside: 1");
        await nested.close();
      },
    );
    await t.step(
      "the head follows an island's state, with one element for each counterpart",
      async () => {
        const headed = await open("/headed");
        const shown = () =>
          headed.evaluate(() => [
            document.title,
            ...[...document.head.querySelectorAll(
              'meta[content]:not([charset]), link:not([rel="icon"]), template',
            )].map((one) =>
              `${one.tagName} ${
                ["content", "href", "hreflang"]
                  .map((name) => one.getAttribute(name)).filter(Boolean)
                  .join(" ") || one.innerHTML
              }`
            ).sort(),
          ]);
        const at = (n: number) => [
          `Page ${n}`,
          `LINK /feed/${n}${n < 2 ? " en" : ""}`,
          `LINK https://example.com/${n}`,
          `META described ${n}`,
          `META keyed ${n}`,
          `META nested ${n}`,
          `TEMPLATE <b>bold ${n}</b>`,
        ];
        expect(await shown()).toEqual(at(0));
        for (const n of [1, 2]) {
          await headed.click("#next");
          await headed.waitForFunction(
            (title) => document.title === title,
            {},
            `Page ${n}`,
          );
          expect(await shown()).toEqual(at(n));
        }
        await headed.close();
      },
    );
    await t.step(
      "markup that imitates the page's state is ignored",
      async () => {
        const clobber = await open("/clobber");
        await clobber.click("#counter-real");
        expect(await text(clobber, "#counter-real")).toBe("real: 1");
        expect(await text(clobber, "#posing")).toBe("posing");
        await clobber.close();
      },
    );
  } finally {
    await browser.close();
    await server.shutdown();
  }
});
