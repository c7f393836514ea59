import { expect } from "expect";
import { LOOK_ORIGIN } from "@/gallery/look_sample.ts";
import { AfterCall } from "@/components/look/AfterCall.tsx";
import { inBrowser, withBrowser } from "@/tests/islands/_stage.ts";
import { answerOf, aStep, sheetOf } from "@/tests/client/look/_sheets.ts";

declare global {
  var printed: number;
}

Deno.test(
  "a look sheet has a button that prints the page, where scripts run",
  inBrowser,
  async () => {
    await withBrowser(async (stage) => {
      await stage({
        entry: "print-page",
        markup: (
          <AfterCall
            id="mfzwizltoqqgsztpojxw63ik4q"
            artist="Inès"
            origin={LOOK_ORIGIN}
            sheet={answerOf(sheetOf(aStep()))}
            photos={[]}
          />
        ),
      }, async ({ page }) => {
        await page.evaluate(() => {
          globalThis.printed = 0;
          globalThis.print = () => void globalThis.printed++;
        });
        const print = await page.waitForSelector(
          "::-p-xpath(//button[normalize-space(.) = 'Print'])",
        );
        await print!.click();
        expect(await page.evaluate(() => globalThis.printed)).toBe(1);
      });
    });
  },
);
