/** The client's own link in the address of their page. */
import { expect } from "expect";
import { until } from "@/tests/_support/patience.ts";
import { testId } from "./_journey.ts";
import { processes, setStage } from "./_stage.ts";

Deno.test(
  "the secret of a link that is followed once more does not stay in the address",
  processes,
  async (t) => {
    const stage = await setStage();
    try {
      const at = await stage.consultation();
      const { page, context } = await stage.waitingClient(at);
      const secret = new URL(at.url).hash;
      expect(secret.length).toBeGreaterThan(30);

      await t.step("in the tab that waits", async () => {
        await page.goto(at.url);
        await until("the address", () => !page.url().includes("#"));
        expect(await page.$(testId("waiting-status"))).not.toBeNull();
      });

      await t.step("in another tab, which can show it again", async () => {
        const other = await context.newPage();
        await other.goto(at.url);
        await until("the address", () => !other.url().includes("#"));
        expect(await other.evaluate(() => Object.values(sessionStorage)))
          .toContain(secret.slice(1));
      });
    } finally {
      await stage.close();
    }
  },
);
