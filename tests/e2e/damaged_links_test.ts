/** Links as mail gateways and people damage them, in a browser, from the mail to the waiting room. */
import { expect } from "expect";
import { mailTo, press, sees, tap } from "./_journey.ts";
import { processes, setStage } from "./_stage.ts";

Deno.test("damaged links from mails", processes, async (t) => {
  const stage = await setStage();
  try {
    const at = await stage.consultation();
    const secret = at.url.split("#")[1]!;

    for (const mark of ["%23", "/%23"]) {
      await t.step(
        `a link with ${mark} and a bracket behind it opens the waiting room, and its address is neither in the history nor in the log`,
        async () => {
          const { page } = await stage.person();
          await page.goto(
            `${stage.baseUrl}/c/${at.id}${mark}${secret}%3E`,
            { waitUntil: "domcontentloaded" },
          );
          await page.waitForFunction(
            (hash) => location.hash === hash,
            {},
            `#${secret}`,
          );
          expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(
            2,
          );
          await tap(page, "enter");
          await page.waitForFunction(() => location.hash === "");
          await sees(page, "Waiting for");
          expect(stage.server.output()).not.toContain(secret);
        },
      );
    }

    await t.step(
      "a sign-in link with %23 signs the artist in",
      async () => {
        const { page } = await stage.person();
        await page.goto(`${stage.baseUrl}/sign-in`);
        await page.type('[name="email"]', at.artist.email);
        await Promise.all([
          page.waitForNavigation(),
          press(page, "Send me an email"),
        ]);
        const mail = await mailTo(
          stage.baseUrl,
          at.artist.email,
          "/sign-in/link#",
        );
        const [, own] = /\/sign-in\/link#([\w-]+)/.exec(mail.text)!;
        await page.goto(`${stage.baseUrl}/sign-in/link/%2523${own}.`, {
          waitUntil: "domcontentloaded",
        });
        await page.waitForFunction(
          (hash) => location.hash === hash,
          {},
          `#${own}`,
        );
        await tap(page, "sign-in");
        await sees(page, "Sign out");
      },
    );

    await t.step(
      "a client whose fragment was cut off asks for the link again, and the new one works",
      async () => {
        const { page } = await stage.person();
        await page.goto(`${stage.baseUrl}/c/${at.id}`);
        await tap(page, "enter");
        await sees(page, "This link is incomplete");
        await Promise.all([
          page.waitForNavigation(),
          tap(page, "send-link-again"),
        ]);
        await sees(page, "Check your email");
        const mail = await mailTo(
          stage.baseUrl,
          at.email,
          "You asked for this link",
        );
        const [url] = /http\S+\/c\/\S+#[\w-]+/.exec(mail.text)!;
        expect(url).not.toContain(secret);
        await page.goto(url);
        await tap(page, "enter");
        await page.waitForFunction(() => location.hash === "");
        await sees(page, "Waiting for");
      },
    );
  } finally {
    await stage.close();
  }
});
