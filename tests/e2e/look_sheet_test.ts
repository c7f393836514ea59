/** The look sheet from the artist's first word to the client's mailbox, as both see it. */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { until } from "@/tests/_support/patience.ts";
import { STRICT, violations } from "./_axe.ts";
import { asksBeforeLeaving, hold } from "./_hold.ts";
import { clientLink, mailTo, press, sees, tap, testId } from "./_journey.ts";
import { processes, setStage } from "./_stage.ts";
import { controlsStay, touch } from "./_touch.ts";

/** Folder for screenshots of the pages, if set. */
const LOOK = Deno.env.get("LOOK_AT_LOOK");

const saved = (page: Page) =>
  page.waitForSelector(`${testId("look-saved")}[data-state="saved"]`);

/** Types into a field of the last step. */
async function write(page: Page, name: string, text: string) {
  await page.type(`li[data-step]:last-child [name="${name}"]`, text);
}

const valueOf = (page: Page, field: string) =>
  page.$eval(field, (one) => (one as HTMLTextAreaElement).value);

/** What is visible of it lies on the screen, and End is free. */
async function expectEndInReach(page: Page) {
  expect(
    await page.$eval(testId("end-session"), (end) => {
      const box = end.getBoundingClientRect();
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      return end.contains(document.elementFromPoint(x, y)) &&
        box.bottom <= innerHeight && box.right <= innerWidth;
    }),
  ).toBe(true);
}

Deno.test(
  "a look sheet, written in the call and kept afterwards",
  processes,
  async (t) => {
    const stage = await setStage();
    try {
      const { client, artist, consultation } = await stage.call();
      const home = `${stage.baseUrl}/c/${consultation.id}`;
      const desk = `${stage.baseUrl}/artist/consultations/${consultation.id}`;

      await t.step(
        "without a sheet the client's call has no trace of it",
        async () => {
          expect(await client.page.$(testId("look"))).toBe(null);
          expect(await client.page.$(".look-sheet, .look-notice")).toBe(null);
        },
      );

      await t.step(
        "the artist writes a step beside the video, and it is saved as it is typed",
        async () => {
          await artist.page.waitForSelector(testId("look-editor"));
          await tap(artist.page, "look-add");
          await write(artist.page, "text", "Press in two drops");
          await write(artist.page, "shade", "Neutral 3");
          await saved(artist.page);
          await look("artist-writes", artist.page);
        },
      );

      await t.step(
        "the artist's private notes are saved as they are typed, through a panel that closes meanwhile",
        async () => {
          const { page } = artist;
          const field = `.stage__panel ${testId("private-notes")}`;
          await page.waitForSelector(field);
          await page.type(field, "Left eye lower.");
          await page.click(".call-button--panel");
          await page.waitForSelector(field, { hidden: true });
          await page.click(".call-button--panel");
          await page.waitForSelector(field);
          expect(await valueOf(page, field)).toBe("Left eye lower.");
          await page.waitForSelector(
            `.stage__panel ${testId("notes-saved")}[data-state="saved"]`,
          );
        },
      );

      await t.step(
        "the client gets a calm notice, and the sheet slides over the call without hiding End",
        async () => {
          await sees(client.page, "Inès started your look sheet.");
          await look("client-started", client.page);
          await expectEndInReach(client.page);
          await touch(client.page, "look-started");
          await client.page.waitForSelector(testId("look-sheet"));
          await sees(client.page, "Press in two drops");
          await sees(client.page, "Neutral 3");
          await expectEndInReach(client.page);
          expect(
            await client.page.evaluate(() => document.activeElement?.id),
          ).toBe("look-title");
          await look("client-open", client.page);
          expect(await violations(client.page, STRICT)).toEqual([]);
          // A person who reads touches nothing.
          await controlsStay(client.page);
        },
      );

      await t.step(
        "a step that is written now appears by itself, marked as new, and is announced",
        async () => {
          await tap(artist.page, "look-add");
          await write(artist.page, "text", "Line, then blot");
          await saved(artist.page);
          await client.page.waitForSelector('.look__step[data-mark="new"]');
          await sees(client.page, "Line, then blot");
          await client.page.waitForFunction(() =>
            [...document.querySelectorAll(".stage__sheet [role=status]")]
              .some((one) => one.textContent === "1 step added")
          );
        },
      );

      await t.step(
        "Escape closes it, and the call's button opens it again",
        async () => {
          await client.page.keyboard.press("Escape");
          await client.page.waitForSelector(testId("look-sheet"), {
            hidden: true,
          });
          expect(
            await client.page.evaluate(() =>
              document.activeElement?.getAttribute("data-testid")
            ),
          ).toBe("look");
          await tap(client.page, "look");
          await client.page.waitForSelector(testId("look-sheet"));
          // The messages lie in the same place: one closes the other.
          await tap(client.page, "chat");
          await client.page.waitForSelector(testId("chat-sheet"));
          expect(await client.page.$(testId("look-sheet"))).toBe(null);
          await tap(client.page, "look");
          await client.page.waitForSelector(testId("look-sheet"));
          await client.page.waitForSelector(testId("chat-sheet"), {
            hidden: true,
          });
          await press(client.page, "Close");
        },
      );

      await t.step(
        "what is written without a connection arrives once there is one",
        async () => {
          await artist.page.setOfflineMode(true);
          await write(artist.page, "product", "Lipstick");
          await artist.page.waitForSelector(
            `${testId("look-saved")}[data-state="waiting"]`,
          );
          await artist.page.setOfflineMode(false);
          await saved(artist.page);
          await tap(client.page, "look");
          await sees(client.page, "Lipstick");
        },
      );

      await t.step(
        "they write to each other, and the client sends two pictures, one of them for the sheet",
        async () => {
          await client.page.evaluate(async (id) => {
            const canvas = new OffscreenCanvas(64, 48);
            canvas.getContext("2d")!.fillRect(0, 0, 64, 48);
            const type = "image/jpeg";
            const picture = await canvas.convertToBlob({ type });
            const about = `/api/consultations/${id}/stills`;
            for (const still of ["a".repeat(26), "b".repeat(26)]) {
              await fetch(`${about}/${still}?session=client`, {
                method: "POST",
                headers: { "content-type": type },
                body: picture,
              });
            }
          }, consultation.id);
          await tap(client.page, "chat");
          await client.page.type(testId("chat-text"), "Between us alone");
          await tap(client.page, "chat-send");
          await tap(artist.page, "stills");
          await artist.page.waitForSelector(".still-list__one input");
          await Promise.all([
            artist.page.waitForResponse((answer) =>
              answer.request().method() === "POST" && answer.ok() &&
              answer.url().includes("/stills")
            ),
            artist.page.click(".still-list__one input"),
          ]);
          // It lies over the sheet, which cannot be written meanwhile.
          await tap(artist.page, "stills");
          await artist.page.waitForSelector(testId("stills-drawer"), {
            hidden: true,
          });
          await tap(artist.page, "chat");
          await sees(artist.page, "Between us alone");
        },
      );

      await t.step(
        "the artist's last words are saved after the end too: the page of the end says so, and the browser asks before it is left",
        async () => {
          const { page } = artist;
          const saving = await hold(page, "/look-sheet");
          await write(page, "text", ", twice");
          await page.click(".call-button--panel");
          await page.waitForSelector(testId("look-editor"), { hidden: true });
          expect(await asksBeforeLeaving(page)).toBe(true);
          await tap(page, "end-session");
          await tap(page, "end-confirm");
          await sees(
            page,
            "Keep this page open until the look sheet is saved.",
          );
          await page.waitForSelector(testId("look-saved"));
          expect(await asksBeforeLeaving(page)).toBe(true);
          expect(await violations(page, STRICT)).toEqual([]);
          await saving.release();
          await sees(page, "You can close this page.");
          expect(await page.$(testId("look-unsaved"))).toBe(null);
          expect(await asksBeforeLeaving(page)).toBe(false);
        },
      );

      await t.step(
        "after the end, the client's page has the sheet, as a file too, and asks how it was",
        async () => {
          await sees(client.page, "The consultation has ended");
          await Promise.all([
            client.page.waitForNavigation(),
            press(client.page, "See your look sheet"),
          ]);
          await client.page.waitForSelector(testId("look-page"));
          await sees(client.page, "Press in two drops");
          await sees(client.page, "Line, then blot, twice");
          await look("client-page", client.page);
          expect(await client.page.content()).not.toContain("Left eye lower");
          const file = await client.page.evaluate(async (url) => {
            const answer = await fetch(url);
            return {
              text: await answer.text(),
              as: answer.headers.get("content-disposition"),
            };
          }, `${home}/look-sheet`);
          expect(file.as).toContain("attachment");
          expect(file.text).toContain("Line, then blot");
          await Promise.all([
            client.page.waitForNavigation(),
            press(client.page, "Wonderful"),
          ]);
          await sees(client.page, "Your answer: Wonderful.");
          expect(await violations(client.page, STRICT)).toEqual([]);
        },
      );

      await t.step(
        "on paper there are the sheet, where it is from and its picture, nothing to press, and nothing else of the page",
        async () => {
          for (const also of [".kept-messages", ".still-list", ".rating"]) {
            expect(await client.page.$(also)).not.toBe(null);
          }
          await client.page.emulateMediaType("print");
          const shown = (selector: string) =>
            client.page.$$eval(
              selector,
              (all) =>
                all.some((one) => (one as HTMLElement).checkVisibility()),
            );
          expect(await shown(".look__step")).toBe(true);
          expect(await shown(".look__photos img")).toBe(true);
          expect(await shown(".look-page__about")).toBe(true);
          expect(await shown("button, .button, .frame__top, .frame__foot"))
            .toBe(false);
          const others = await client.page.$$eval(
            "body *",
            (all) =>
              all.filter((one) =>
                (one as HTMLElement).checkVisibility() &&
                !one.closest(".look-page") && !one.querySelector(".look-page")
              ).map((one) => one.outerHTML.slice(0, 80)),
          );
          expect(others).toEqual([]);
          await client.page.emulateMediaType("screen");
          expect(await shown(".look-page__about")).toBe(false);
        },
      );

      await t.step(
        "the artist finishes it afterwards, sends it, and the mailbox has it with a link that works",
        async () => {
          await artist.page.goto(desk);
          await sees(artist.page, "5 of 5");
          await artist.page.waitForSelector(testId("private-notes"));
          expect(await valueOf(artist.page, testId("private-notes")))
            .toBe("Left eye lower.");
          await artist.page.waitForSelector(testId("look-editor"));
          await write(artist.page, "note", "One coat.");
          await tap(artist.page, "look-send");
          await sees(artist.page, "Sent by email:");
          expect(await violations(artist.page, STRICT)).toEqual([]);
          await look("artist-sent", artist.page);
          const mail = await mailTo(
            stage.baseUrl,
            consultation.email,
            "Inès Vidal wrote this down for you:",
          );
          expect(mail.text).toContain("> Press in two drops");
          expect(mail.text).toContain("Product: Lipstick\nNote: One coat.");
          const again = await stage.person();
          await again.page.goto(clientLink(mail).url);
          await tap(again.page, "enter");
          await sees(again.page, "One coat.");
        },
      );

      await t.step(
        "without scripts the page is the same, and rates",
        async () => {
          await client.page.setJavaScriptEnabled(false);
          await client.page.goto(home);
          await sees(client.page, "One coat.").catch(async () => {
            expect(await client.page.content()).toContain("One coat.");
          });
          await Promise.all([
            client.page.waitForNavigation(),
            client.page.click('.rating__star[value="4"]'),
          ]);
          await until(
            "the other answer",
            async () =>
              (await client.page.content()).includes("Your answer: Good."),
          );
        },
      );
      await stage.clear();

      await t.step(
        "when a call ends, one tap on that page rates it",
        async () => {
          const { client: { page } } = await stage.call();
          await tap(page, "end-session");
          await tap(page, "end-confirm");
          await page.waitForSelector(testId("ended"));
          await page.waitForSelector(".rating__star");
          await look("client-rates", page);
          await Promise.all([page.waitForNavigation(), press(page, "Good")]);
          await sees(page, "Your answer: Good.");
        },
      );
    } finally {
      await stage.close();
    }
  },
);

async function look(name: string, page: Page) {
  if (!LOOK) return;
  await Deno.mkdir(LOOK, { recursive: true });
  await page.screenshot({ path: `${LOOK}/${name}.png` });
}
