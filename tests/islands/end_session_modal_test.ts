import { expect } from "expect";
import { inBrowser, press, sees, tap, testId, withBrowser } from "./_stage.ts";

/** A page with a button that opens the dialog, which asks the real API module. */
const view = `
  import { consultationApi } from "@/lib/client/api.ts";
  const open = signal(false);
  const ended = signal("not ended");
  const api = consultationApi("x", "client", "tab-12345678");
  function Page() {
    return <>
      <button type="button" id="opener" onClick={() => open.value = true}>End</button>
      <p>{ended.value}</p>
      <EndSessionModal open={open.value} otherName="Inès" end={api.end}
        onStay={() => open.value = false}
        onEnded={(at) => { ended.value = "ended at " + at; }} />
    </>;
  }
  const view = <Page />;`;
const isOpen = () => document.querySelector("dialog")!.open;
const focused = () =>
  document.activeElement?.id || document.activeElement?.textContent;

Deno.test("ending asks first", inBrowser, async (t) => {
  await withBrowser(async (stage) => {
    await t.step(
      "the focus goes into the dialog, to the safe answer, and Escape stays and gives the focus back",
      () =>
        stage({ view }, async ({ page, calls }) => {
          await tap(page, "#opener");
          await sees(page, "End the consultation for both of you?");
          expect(await page.evaluate(focused)).toBe("Stay");
          await page.keyboard.press("Escape");
          await page.waitForFunction(() =>
            !document.querySelector("dialog")!.open
          );
          expect(await page.evaluate(focused)).toBe("opener");
          expect(calls).toEqual([]);

          await tap(page, "#opener");
          await page.waitForFunction(isOpen);
          await tap(page, testId("end-cancel"));
          await page.waitForFunction(() =>
            !document.querySelector("dialog")!.open
          );
          expect(calls).toEqual([]);
        }),
    );

    await t.step(
      "nothing claims to have ended before the server says so, and a lost network can be tried again",
      () =>
        stage({
          view,
          api: () =>
            Response.json({ sessionEndedAt: "2026-11-22T18:00:00.000Z" }),
        }, async ({ page, calls }) => {
          await tap(page, "#opener");
          await page.setOfflineMode(true);
          await tap(page, testId("end-confirm"));
          await sees(page, "It has not ended yet");
          await sees(page, "not ended");
          await page.setOfflineMode(false);
          await press(page, "Try again");
          await sees(page, "ended at 2026-11-22T18:00:00.000Z");
          expect(calls.length).toBe(1);
          expect(calls[0]!.path).toMatch(/end-session$/);
        }),
    );

    await t.step(
      "one that the other side has ended meanwhile has ended, too",
      () =>
        stage({
          view,
          api: () =>
            Response.json({
              error: { code: "consultation_ended", message: "It has ended." },
            }, { status: 410 }),
        }, async ({ page }) => {
          await tap(page, "#opener");
          await tap(page, testId("end-confirm"));
          await sees(page, "ended at null");
        }),
    );
  });
});
