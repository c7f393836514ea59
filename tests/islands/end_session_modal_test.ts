import { expect } from "expect";
import { inBrowser, press, sees, tap, testId, withBrowser } from "./_stage.ts";

/** A page with a button that opens the dialog, which calls the real API module. */
const view = `
  import EndSessionModal from "@/components/call/EndSessionModal.tsx";
  import { consultationApi } from "@/lib/client/page/api.ts";
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

Deno.test("ending asks for confirmation", inBrowser, async (t) => {
  await withBrowser(async (stage) => {
    await t.step(
      "the focus moves into the dialog, to the safe answer; Escape stays and returns the focus",
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
      "opened again before the browser reports that it was closed, it opens",
      () =>
        stage({ view }, async ({ page }) => {
          await tap(page, "#opener");
          await page.waitForFunction(isOpen);
          await page.evaluate(async () => {
            const dialog = document.querySelector("dialog")!;
            const closed = new Promise((resolve) =>
              dialog.addEventListener("close", resolve)
            );
            // As Escape does: `cancel`, closed, and later the `close` event.
            dialog.requestClose();
            document.querySelector<HTMLElement>("#opener")!.click();
            await closed;
          });
          await page.waitForFunction(isOpen);
          await press(page, "Stay");
          await page.waitForFunction(() =>
            !document.querySelector("dialog")!.open
          );
        }),
    );

    await t.step(
      "nothing claims to have ended before the server says so, and a network failure can be retried",
      () =>
        stage({
          view,
          api: () =>
            Response.json({ sessionEndedAt: "2026-11-22T18:00:00.000Z" }),
        }, async ({ page, calls }) => {
          await tap(page, "#opener");
          await page.setOfflineMode(true);
          await tap(page, testId("end-confirm"));
          await sees(page, "The consultation did not end");
          await sees(page, "not ended");
          await page.setOfflineMode(false);
          await press(page, "Try again");
          await sees(page, "ended at 2026-11-22T18:00:00.000Z");
          expect(calls.length).toBe(1);
          expect(calls[0]!.path).toMatch(/end-session$/);
        }),
    );

    await t.step(
      "a session that the other side has ended meanwhile has ended too",
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
