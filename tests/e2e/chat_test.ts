/** Client on a phone and artist on a desktop write to each other, while they wait, in the call, and read it afterwards. */
import { expect } from "expect";
import type { HTTPRequest, Page } from "puppeteer-core";
import { until } from "@/tests/_support/patience.ts";
import { inspect } from "./_axe.ts";
import { hold } from "./_hold.ts";
import {
  expectMovingVideo,
  type Person,
  press,
  sees,
  tap,
  testId,
} from "./_journey.ts";
import { processes, setStage } from "./_stage.ts";
import { controlsHide, touch } from "./_touch.ts";

const MARKUP = "<img src=x onerror=alert(1)> <b>late</b>";

/** As a person does it: into the field, and the button. */
async function write(page: Page, text: string) {
  await page.waitForSelector(testId("chat-text"));
  await page.type(testId("chat-text"), text);
  await tap(page, "chat-send");
}

/** The messages that are shown, each with its state. */
const shown = (page: Page) =>
  page.$$eval(".chat__message", (all) =>
    all.map((one) => ({
      text: one.querySelector(".chat__text")!.textContent,
      own: one.classList.contains("chat__message--own"),
      state: (one as HTMLElement).dataset.state,
    })));

const arrives = (page: Page, text: string) =>
  until(
    `the message “${text}”`,
    async () =>
      (await shown(page)).some((one) =>
        one.text === text && one.state === "sent"
      ),
  );

/** Screen readers hear a change of the page: the same text once more must be one. */
async function saidAgain(reader: Page, writer: Page) {
  const heard = await reader.waitForSelector(
    '::-p-xpath(//*[@role="status"][contains(., "A little closer")])',
  );
  await heard!.evaluate((status) => {
    new MutationObserver(() => {
      (status as HTMLElement).dataset.changed = "yes";
    }).observe(status, { childList: true, subtree: true, characterData: true });
  });
  await write(writer, "A little closer, please.");
  await reader.waitForFunction(
    (status) => (status as HTMLElement).dataset.changed === "yes",
    {},
    heard!,
  );
}

async function boxOf(page: Page, selector: string) {
  return (await (await page.waitForSelector(selector))!.boundingBox())!;
}

Deno.test(
  "client and artist write to each other",
  processes,
  async (t) => {
    const stage = await setStage();
    try {
      const consultation = await stage.consultation();
      const client: Person = await stage.waitingClient(consultation);
      const artist: Person = await stage.waitingArtist(consultation);

      await t.step("while they wait, and markup is text", async () => {
        await tap(client.page, "chat-open");
        await write(client.page, MARKUP);
        // The artist's line opens by itself.
        await arrives(artist.page, MARKUP);
        expect(await artist.page.$(".chat__message img")).toBeNull();
        await press(artist.page, "I’ll be with you in a moment.");
        await arrives(client.page, "I’ll be with you in a moment.");
      });

      await t.step("with one thumb, and without a zoom", async () => {
        for (const id of ["chat-text", "chat-send"]) {
          const { height } = await boxOf(client.page, testId(id));
          expect([id, height >= 44]).toEqual([id, true]);
        }
        const size = await client.page.$eval(
          testId("chat-text"),
          (field) => parseFloat(getComputedStyle(field).fontSize),
        );
        expect(size).toBeGreaterThanOrEqual(16);
      });

      await t.step(
        "the client reads in words that the artist will be late, and that it is taken back",
        async () => {
          const words =
            `${consultation.artist.name} will be about 10 minutes late.`;
          await press(artist.page, "10 min late");
          await sees(client.page, words);
          await sees(artist.page, `Clara reads: “${words}”`);
          await press(artist.page, "10 min late");
          await client.page.waitForFunction(
            (wanted) => !document.body.innerText.includes(wanted),
            {},
            words,
          );
        },
      );

      await t.step(
        "what could not be sent keeps its text, and goes by itself, once, when there is a line again",
        async () => {
          await client.page.setOfflineMode(true);
          await write(client.page, "Can you hear me?");
          await client.page.waitForSelector(testId("chat-retry"));
          await sees(client.page, "Not sent yet");
          await client.page.setOfflineMode(false);
          await arrives(client.page, "Can you hear me?");
          await arrives(artist.page, "Can you hear me?");
        },
      );

      await t.step(
        "what was not sent before a reload is sent after it, and what was being typed is still there",
        async () => {
          const { page } = client;
          const line = { broken: true };
          await page.setRequestInterception(true);
          const intercept = (request: HTTPRequest) => {
            const isMessage = request.method() === "POST" &&
              request.url().includes("/messages");
            if (isMessage && line.broken) void request.abort();
            else void request.continue();
          };
          page.on("request", intercept);
          await write(page, "Then I reload.");
          await sees(page, "Not sent yet");
          await page.type(testId("chat-text"), "And");
          await page.reload();
          line.broken = false;
          await arrives(artist.page, "Then I reload.");
          await arrives(page, "Then I reload.");
          const field = (await page.$("textarea"))!;
          expect(await field.evaluate((one) => one.value)).toBe("And");
          for (const _ of "And") await field.press("Backspace");
          page.off("request", intercept);
          await page.setRequestInterception(false);
        },
      );

      await t.step("a reload shows all of it again, once", async () => {
        const before = await shown(client.page);
        await client.page.reload();
        await arrives(client.page, "Can you hear me?");
        expect(await shown(client.page)).toEqual(before);
        expect(before.map(({ text, own }) => [own, text])).toEqual([
          [true, MARKUP],
          [false, "I’ll be with you in a moment."],
          [true, "Can you hear me?"],
          [true, "Then I reload."],
        ]);
      });

      await t.step(
        "in the call: a message brings hidden controls back, and is shown with its sender until it is tapped",
        async () => {
          await client.page.waitForSelector(testId("self-video"));
          await tap(artist.page, "start-session");
          await expectMovingVideo(client.page);
          await expectMovingVideo(artist.page);
          await client.page.waitForSelector(".stage--idle");
          await tap(artist.page, "chat");
          await write(artist.page, "Is the light on?");
          await client.page.waitForSelector(testId("chat-notice"));
          await client.page.waitForSelector(".stage--idle", { hidden: true });
          const notice = await boxOf(client.page, testId("chat-notice"));
          const controls = await boxOf(client.page, ".call-controls");
          expect(notice.y + notice.height).toBeLessThanOrEqual(controls.y);
          await client.page.touchscreen.tap(
            notice.x + notice.width / 2,
            notice.y + notice.height / 2,
          );
          await arrives(client.page, "Is the light on?");
          expect(await client.page.$(testId("chat-notice"))).toBeNull();
          await touch(client.page, "chat-close");
          await client.page.waitForSelector(testId("chat-sheet"), {
            hidden: true,
          });
          // The focus went back to the button, which keeps nothing.
          await controlsHide(client.page);
          await tap(artist.page, "chat-close");
        },
      );

      await t.step(
        "in the call: the button counts what was not read, and the sheet leaves the face in view",
        async () => {
          await tap(artist.page, "chat");
          await write(artist.page, "A little closer, please.");
          await client.page.waitForSelector(".call-button__badge");
          await sees(client.page, "A little closer, please.");
          await saidAgain(client.page, artist.page);
          await tap(client.page, "chat");
          await arrives(client.page, "A little closer, please.");
          const sheet = await boxOf(client.page, testId("chat-sheet"));
          const { height, width } = client.page.viewport()!;
          expect(sheet.y).toBeGreaterThan(height * 0.25);
          expect(sheet.y + sheet.height).toBeLessThanOrEqual(height + 1);
          expect(sheet.width).toBeLessThanOrEqual(width);
          await press(client.page, "One moment, please.");
          await arrives(artist.page, "One moment, please.");
          await tap(client.page, "chat-close");
          expect(await client.page.$(".call-button__badge")).toBeNull();
          await expectMovingVideo(client.page);
          await tap(artist.page, "chat-close");
        },
      );

      await t.step(
        "in the call: the messages are no dialog, the keyboard opens and closes them, and End is reached meanwhile",
        async () => {
          const { page } = artist;
          const focused = () =>
            page.evaluate(() =>
              document.activeElement?.getAttribute("data-testid")
            );
          const isOpen = () =>
            page.$eval(
              testId("chat"),
              (one) => one.getAttribute("aria-expanded"),
            );
          await page.focus(testId("chat"));
          await page.keyboard.press("Enter");
          await page.waitForSelector(testId("chat-sheet"));
          expect(await isOpen()).toBe("true");
          // In the field, or in the heading where a keyboard on the screen would cover the messages.
          expect(
            await page.$eval(
              testId("chat-sheet"),
              (sheet) => sheet.contains(document.activeElement),
            ),
          ).toBe(true);
          expect(await inspect("the open messages", page)).toEqual([]);
          await page.keyboard.press("Escape");
          await page.waitForSelector(testId("chat-sheet"), { hidden: true });
          expect([await focused(), await isOpen()]).toEqual(["chat", "false"]);
          await page.keyboard.press("Enter");
          await page.waitForSelector(testId("chat-sheet"));
          await tap(page, "chat-close");
          await page.waitForSelector(testId("chat-sheet"), { hidden: true });
          expect(await focused()).toBe("chat");
          await tap(page, "chat");
          await page.waitForSelector(testId("chat-sheet"));
          await tap(page, "end-session");
          await page.waitForSelector(testId("end-confirm"), { visible: true });
          await page.keyboard.press("Escape");
          await page.waitForFunction(() =>
            !document.querySelector("dialog[open]")
          );
        },
      );

      await t.step(
        "what was not sent when it ends is on both pages of the end",
        async () => {
          const held = [];
          for (const { page } of [client, artist]) {
            if (!await page.$(testId("chat-text"))) await tap(page, "chat");
            held.push(await hold(page, "/messages"));
            await write(page, "Not any more.");
            await page.type(testId("chat-text"), "And");
          }
          await tap(artist.page, "end-session");
          await tap(artist.page, "end-confirm");
          for (const [i, { page }] of [client, artist].entries()) {
            await page.waitForSelector(testId("chat-unsent"));
            await held[i]!.release();
            await page.waitForFunction(
              (selector, texts) =>
                [...document.querySelectorAll(`${selector} li`)]
                  .map((one) => one.textContent).join() === texts,
              {},
              testId("chat-unsent"),
              "Not any more.,And",
            );
          }
        },
      );

      await t.step("afterwards both read it, and nobody writes", async () => {
        await sees(client.page, "The consultation has ended");
        for (const { page } of [client, artist]) {
          await page.reload();
          await page.waitForSelector(".kept-messages");
          const kept = await page.$$eval(
            ".kept-messages .chat__text",
            (all) => all.map((one) => one.textContent),
          );
          expect(kept).toEqual([
            MARKUP,
            "I’ll be with you in a moment.",
            "Can you hear me?",
            "Then I reload.",
            "Is the light on?",
            "A little closer, please.",
            "A little closer, please.",
            "One moment, please.",
          ]);
          expect(await page.$(testId("chat-text"))).toBeNull();
        }
      });
    } finally {
      await stage.close();
    }
  },
);
