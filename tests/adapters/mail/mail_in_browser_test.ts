import { expect } from "expect";
import { renderMail } from "@/lib/adapters/mail/render_mail.tsx";
import { launchBrowser } from "@/tests/_support/browser.ts";
import { mails, OPTIONS } from "./_mails.ts";

Deno.test("every mail fits 320 pixels and follows the device's dark mode", async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 320, height: 640 });
    const long = "Verylongnamewithoutaspace".repeat(8);
    const all = [
      ...Object.entries(mails()),
      ...Object.entries(
        mails({ name: long, note: long, zone: "Asia/Kathmandu" }, {
          artistName: long,
          serviceName: long,
          reason: long,
          intake: [{ label: long, answer: long }],
          photos: ["a", "b"] as never,
        }),
      ),
    ];
    for (const [kind, mail] of all) {
      await page.setContent(renderMail(mail, OPTIONS).html);
      const seen: Record<string, unknown>[] = [];
      for (const value of ["light", "dark"]) {
        await page.emulateMediaFeatures([
          { name: "prefers-color-scheme", value },
        ]);
        seen.push(
          await page.evaluate(() => {
            const style = (selector: string) =>
              getComputedStyle(document.querySelector(selector)!);
            return {
              width: document.documentElement.scrollWidth,
              paper: style("body").backgroundColor,
              ink: style(".ink").color,
            };
          }),
        );
      }
      expect([kind, seen]).toEqual([kind, [
        { width: 320, paper: "rgb(248, 244, 237)", ink: "rgb(39, 29, 27)" },
        { width: 320, paper: "rgb(24, 20, 19)", ink: "rgb(241, 232, 223)" },
      ]]);
    }
  } finally {
    await browser.close();
  }
});
