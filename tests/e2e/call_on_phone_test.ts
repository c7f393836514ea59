/** The call on a phone's touch screen: what a thumb does there. */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { until } from "@/tests/_support/patience.ts";
import { tap, testId } from "./_journey.ts";
import { processes, setStage } from "./_stage.ts";
import {
  controlsHide,
  controlsStay,
  opacity,
  touch,
  touchAt,
  touchToOpen,
} from "./_touch.ts";

Deno.test("the client's call on a phone", processes, async (t) => {
  const stage = await setStage();
  try {
    const { client, artist } = await stage.call();
    const { page } = client;

    await t.step("says how many minutes are left", async () => {
      await until(
        "the time left",
        async () => /^\d+ min left/.test(await textOf(page, "time-left")),
      );
    });

    await t.step(
      "the self view follows a finger to another corner",
      async () => {
        const from = await middleOf(page, "move-self");
        await page.touchscreen.touchStart(from.x, from.y);
        await page.touchscreen.touchMove(from.x - 60, from.y + 200);
        await page.touchscreen.touchMove(40, 600);
        await page.touchscreen.touchEnd();
        // Under the finger it is there already.
        await page.waitForSelector(".stage__tiles--bottom-start");
        await until("the bottom left corner", async () => {
          const { x, y } = await middleOf(page, "move-self");
          return x < 195 && y > 422;
        });
      },
    );

    await t.step("and a tap moves it to the next corner", async () => {
      // On a busy machine a touch may last until it is a long press, which is no tap.
      await until("the top left corner", async () => {
        const { x, y } = await restOf(page, "move-self");
        if (x < 195 && y < 422) return true;
        if (x < 195 && y > 422) await page.touchscreen.tap(x, y);
        return false;
      }, { everyMs: 500 });
    });

    await t.step(
      "the controls hide when nobody touches the screen",
      () => controlsHide(page),
    );

    await t.step(
      "a touch where a hidden button is brings them back and presses nothing",
      async () => {
        const { x, y } = await middleOf(page, "mute");
        const before = await pressed(page, "mute");
        const touchUntil = (state: "pressed" | "as before") =>
          until(`the microphone ${state}`, async () => {
            if (
              (await pressed(page, "mute") === before) ===
                (state === "as before")
            ) {
              return true;
            }
            await page.touchscreen.tap(x, y);
            return false;
          }, { everyMs: 500 });
        // A notice may bring them back before the finger is there.
        await until("a touch while they are hidden", async () => {
          await controlsHide(page);
          if (await touchAt(page, { x, y }) === "0") return true;
          await touchUntil("as before");
          return false;
        });
        await until("shown controls", async () => await opacity(page) === "1");
        expect(await pressed(page, "mute")).toBe(before);
        await touchUntil("pressed");
        await touchUntil("as before");
      },
    );

    await t.step(
      "a button that was touched does not keep them, nor does one that a closed sheet gives the focus",
      async () => {
        await controlsHide(page);
        await touchToOpen(page, { id: "chat", opens: testId("chat-sheet") });
        await touch(page, "chat-close");
        await page.waitForSelector(testId("chat-sheet"), { hidden: true });
        await controlsHide(page);
      },
    );

    await t.step(
      "while a picture is asked for and looked at they stay, and the first touch on End counts, however late",
      async () => {
        await askFor(artist.page, "side");
        await touch(page, "still-open");
        await touch(page, "still-take");
        await page.waitForSelector(testId("still-preview"));
        await controlsStay(page);
        await touch(page, "end-session");
        await page.waitForSelector(testId("end-cancel"), { visible: true });
        await touch(page, "end-cancel");
        await page.waitForSelector(testId("end-cancel"), { hidden: true });
      },
    );

    await t.step(
      "messages open over the picture, count as read only then, and leave it as it was",
      async () => {
        await tap(artist.page, "chat");
        await artist.page.type(testId("chat-text"), "Wait a moment");
        await tap(artist.page, "chat-send");
        await page.waitForSelector(".call-button__badge");
        await touch(page, "chat");
        await page.waitForSelector(testId("chat-log"), { visible: true });
        await page.waitForSelector(testId("still-sheet"), { hidden: true });
        await page.waitForSelector(".call-button__badge", { hidden: true });
        await touch(page, "chat-close");
        await page.waitForSelector(testId("still-preview"), { visible: true });
        await touch(page, "still-close");
        await page.waitForSelector(testId("still-sheet"), { hidden: true });
        await controlsHide(page);
      },
    );

    await t.step("a client sees themselves as others do", async () => {
      const turned = () =>
        page.$eval(
          testId("self-video"),
          (video) => getComputedStyle(video).transform,
        );
      expect(await turned()).toContain("matrix(-1");
      await touchToOpen(page, { id: "more", opens: "dialog[open]" });
      await touch(page, "true-view");
      await until(
        "a picture that is not mirrored",
        async () => await turned() === "none",
      );
    });

    await t.step(
      "a client who uses the keyboard keeps the controls, however long nobody touches the screen",
      async () => {
        await page.keyboard.press("Escape");
        await page.waitForFunction(() =>
          !document.querySelector("dialog[open]")
        );
        // Not for the focus, which a dialog gives back to its button.
        await page.evaluate(() =>
          (document.activeElement as HTMLElement).blur()
        );
        await controlsStay(page);
      },
    );
  } finally {
    await stage.close();
  }
});

async function askFor(page: Page, what: string) {
  await tap(page, "stills");
  await page.waitForSelector(testId("still-ask"), { visible: true });
  await page.click(`input[name="still-what"][value="${what}"]`);
  await tap(page, "still-ask");
}

function textOf(page: Page, id: string): Promise<string> {
  return page.$eval(testId(id), (one) => one.textContent ?? "");
}

function pressed(page: Page, id: string): Promise<string | null> {
  return page.$eval(testId(id), (one) => one.getAttribute("aria-pressed"));
}

function middleOf(page: Page, id: string): Promise<{ x: number; y: number }> {
  return page.$eval(testId(id), (one) => {
    const { left, top, width, height } = one.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  });
}

/** Where a control's middle is once it no longer moves: a tap on its way would miss. */
async function restOf(page: Page, id: string) {
  let last = "";
  return await until(`${id} at rest`, async () => {
    const at = await middleOf(page, id);
    const rests = JSON.stringify(at) === last;
    last = JSON.stringify(at);
    return rests && at;
  }, { everyMs: 100 });
}
