/**
 * Every page of the journey, for people who do not see it, do not use a
 * pointer, or prefer reduced motion.
 */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { inspect } from "./_axe.ts";
import { dateIn, laterConsultation, moveByArtist } from "./_changes.ts";
import { mailTo, tap, testId } from "./_journey.ts";
import { ADMIN, processes, setStage } from "./_stage.ts";
import { expectFrames, reads } from "./_watch.ts";

Deno.test("accessibility of the whole journey", processes, async (t) => {
  const stage = await setStage();
  const findings: string[] = [];
  const look = async (name: string, page: Page) =>
    findings.push(...await inspect(name, page));
  try {
    const { baseUrl } = stage;
    const consultation = await stage.consultation();

    await t.step("public pages", async () => {
      const { page } = await stage.person();
      const book = `${baseUrl}/book?service=evening-look`;
      const time = `${book}&artist=ines-vidal&zone=UTC`;
      for (
        const path of [
          `${baseUrl}/`,
          `${baseUrl}/book`,
          book,
          time,
          `${time}&at=2099-01-01T09:00:00.000Z`,
          `${baseUrl}/book/sent?artist=ines-vidal`,
          `${baseUrl}/sign-in`,
          `${baseUrl}/sign-in/code`,
          `${baseUrl}/sign-in/link`,
          `${baseUrl}/nothing`,
        ]
      ) {
        await page.goto(path);
        await look(path, page);
      }
    });

    const client = await stage.person();
    const artist = await stage.waitingArtist(consultation);

    await t.step("the client's entry page and waiting room", async () => {
      await client.context.overridePermissions(baseUrl, []);
      await client.page.goto(consultation.url);
      await client.page.waitForSelector(`${testId("enter")}:enabled`);
      await look("the door", client.page);
      await tap(client.page, "enter");
      await client.page.waitForSelector(`${testId("camera-on")}:enabled`);
      await look("waiting, before the camera", client.page);
      await tap(client.page, "camera-on");
      await client.page.waitForSelector(testId("self-video"));
      await look("waiting", client.page);
    });

    await t.step("the artist's pages before the call", async () => {
      await reads(artist.page, "Clara is here.");
      await look("the artist's page of a consultation", artist.page);
      const day = await artist.context.newPage();
      await day.goto(`${baseUrl}/artist`);
      await look("the artist's day", day);
      await day.close();
    });

    await t.step(
      "the waiting animation moves, and stands still with reduced motion",
      async () => {
        const { page } = client;
        expect(await moving(page)).toBeGreaterThan(0);
        await page.emulateMediaFeatures([
          { name: "prefers-reduced-motion", value: "reduce" },
        ]);
        expect(await moving(page)).toBe(0);
        await page.emulateMediaFeatures([]);
        expect(await moving(page)).toBeGreaterThan(0);
      },
    );

    await t.step("changes are announced", async () => {
      await expectAnnounced(client.page, "waiting-status");
      await expectAnnounced(artist.page, "waiting-status");
    });

    await t.step("the call and its dialog", async () => {
      await tap(artist.page, "start-session");
      for (const { page } of [client, artist]) {
        await page.waitForSelector(testId("remote-video"));
      }
      await expectFrames(client.page);
      await look("the client's call", client.page);
      await look("the artist's call", artist.page);
      await tap(artist.page, "mute");
      await client.page.waitForSelector(testId("remote-muted"));
      await expectAnnounced(client.page, "call-banner");
      await look("the client's call with a banner", client.page);
      await tap(client.page, "end-session");
      await look("the end's dialog", client.page);
    });

    await t.step("the end, and the admin's page", async () => {
      await tap(client.page, "end-confirm");
      for (const { page } of [client, artist]) {
        await page.waitForSelector(testId("ended"));
        await expectAnnounced(page, "ended");
      }
      await look("the client's end", client.page);
      await look("the artist's end", artist.page);
      await stage.signIn(artist, ADMIN);
      await artist.page.goto(`${baseUrl}/admin`);
      await look("the admin's page", artist.page);
    });

    await t.step("the pages for editing the offer", async () => {
      const { page } = artist;
      for (
        const path of [
          "/admin/studio",
          "/admin/services",
          "/admin/services/new",
          "/admin/services/bridal-trial",
          "/admin/artists",
          "/admin/artists/new",
          "/admin/artists/ines-vidal?saved",
          "/admin/artists/ines-vidal/hours",
        ]
      ) {
        await page.goto(`${baseUrl}${path}`);
        await look(path, page);
      }
      await stage.signIn(artist, "noor@atelier.example");
      await page.goto(`${baseUrl}/artist/profile`);
      await look("the artist's profile", page);
      await page.goto(`${baseUrl}/artist/hours`);
      await look("the artist's hours", page);
      await page.evaluate(() => {
        const [from, to] = document.querySelectorAll<HTMLInputElement>(
          'input[type="time"]',
        );
        from!.value = "12:00";
        to!.value = "11:00";
        const save = [...document.querySelectorAll("button")]
          .find((button) => button.textContent === "Save");
        save!.click();
      });
      await reads(page, "Not saved yet");
      await look("the artist's hours with something wrong", page);
    });

    await t.step("the pages for moving and cancelling", async () => {
      const late = await stage.consultation();
      const at = await laterConsultation(stage);
      const theirs = await stage.person();
      for (const { url } of [late, at]) {
        await theirs.page.goto(url);
        await tap(theirs.page, "enter");
        await theirs.page.waitForSelector(testId("waiting-status"));
      }
      const desk = await stage.person();
      await stage.signIn(desk, at.artist.email);
      await stage.signIn(artist, ADMIN);
      // A taken time, as the form redirects.
      const taken = `move?refused=slot_taken&at=${dateIn(5)}T10%3A00%3A00Z`;
      const own = `/artist/consultations/${at.id}`;
      for (
        const [{ page }, path] of [
          [theirs, `/c/${late.id}/change`],
          [theirs, `/c/${at.id}`],
          [theirs, `/c/${at.id}/change`],
          [theirs, `/c/${at.id}/move`],
          [theirs, `/c/${at.id}/${taken}`],
          [theirs, `/c/${at.id}/cancel`],
          [desk, `${own}?done=moved`],
          [desk, `${own}/${taken}`],
          [desk, `${own}/cancel`],
          [artist, `/admin/consultations/${at.id}`],
          [artist, `/admin/consultations/${at.id}/move`],
        ] as const
      ) {
        await page.goto(`${baseUrl}${path}`);
        expect(page.url()).toContain(path);
        await look(path, page);
      }
      await moveByArtist(stage, at, dateIn(6), "10:00");
      await theirs.page.goto(`${baseUrl}/c/${at.id}`);
      await reads(theirs.page, "consultation has a new time");
      await look("the door behind a link that was replaced", theirs.page);
    });

    await t.step(
      "axe finds no violation on any of them, in light and dark, and none scrolls sideways at 320 px",
      () => expect(findings).toEqual([]),
    );
    await stage.clear();

    await t.step(
      "by keyboard alone: the client books, waits and talks, the artist confirms, starts and ends",
      async () => {
        const artist = await stage.person();
        const client = await stage.person(undefined, false);
        const { page } = client;
        await page.goto(`${baseUrl}/`);
        await go(page, "Book");
        await go(page, "Evening look");
        await go(page, "Noor Haddad");
        await tabTo(page, 'input[name="at"]');
        await page.keyboard.press("Space");
        await go(page, "Continue");
        await tabTo(page, '[name="name"]');
        await page.keyboard.type("Kim Osei");
        await tabTo(page, '[name="email"]');
        await page.keyboard.type("kim@client.example");
        await go(page, "Request this time");
        await reads(page, "on its way");

        const desk = artist.page;
        await desk.goto(`${baseUrl}/sign-in`);
        await tabTo(desk, '[name="email"]');
        await desk.keyboard.type("noor@atelier.example");
        await go(desk, "Send me an email");
        const { text } = await mailTo(
          baseUrl,
          "noor@atelier.example",
          "/sign-in/link#",
        );
        const code = /(\d{3}) ?(\d{3})/.exec(text)!;
        await tabTo(desk, '[name="code"]');
        await desk.keyboard.type(`${code[1]}${code[2]}`);
        await go(desk, "Sign in");
        await go(desk, "Kim Osei");
        await go(desk, "Confirm");
        await desk.waitForSelector(testId("start-session"));

        const mail = await mailTo(baseUrl, "kim@client.example", "/c/");
        await page.goto(/https?:\/\/\S+\/c\/\S+/.exec(mail.text)![0]);
        await page.waitForSelector(`${testId("enter")}:enabled`);
        await go(page, "Open your consultation");
        await page.waitForSelector(`${testId("camera-on")}:enabled`);
        await push(page, "camera-on");
        await page.waitForSelector(testId("self-video"));

        await reads(desk, "Kim is here.");
        await desk.waitForSelector(`${testId("start-session")}:enabled`);
        await push(desk, "start-session");
        await expectFrames(page);
        await expectFrames(desk);

        await push(page, "mute");
        await desk.waitForSelector(testId("remote-muted"));
        await push(page, "mute");
        await desk.waitForSelector(testId("remote-muted"), { hidden: true });
        await endByKeyboard(page);
        await page.waitForSelector(testId("ended"));
        await desk.waitForSelector(testId("ended"));
      },
    );
  } finally {
    await stage.close();
  }
});

/**
 * Focus moves into the dialog, to the safe button; Escape returns the focus;
 * the second time it ends.
 */
async function endByKeyboard(page: Page) {
  await push(page, "end-session");
  await page.waitForSelector("dialog[open]");
  expect(await focused(page)).toBe("end-cancel");
  // Round and round, and never out of the dialog into the page behind it.
  for (let i = 0; i < 6; i++) {
    await page.keyboard.press("Tab");
    expect(
      await page.evaluate(() =>
        document.activeElement === document.body ||
        document.activeElement!.closest("dialog") !== null
      ),
    ).toBe(true);
  }
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog[open]", { hidden: true });
  expect(await focused(page)).toBe("end-session");
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog[open]");
  await push(page, "end-confirm");
}

/** Presses Tab until this element has the focus, and checks that the focus is visible. */
async function tabTo(page: Page, selector: string) {
  await page.bringToFront();
  for (let i = 0; i < 80; i++) {
    const there = await page.evaluate(
      (selector) => document.activeElement?.matches(selector) ?? false,
      selector,
    );
    if (there) return await expectVisibleFocus(page);
    await page.keyboard.press("Tab");
  }
  throw new Error(`No Tab leads to ${selector} on ${page.url()}`);
}

async function expectVisibleFocus(page: Page) {
  const seen = await page.evaluate(() => {
    const element = document.activeElement!;
    // A hidden radio button is drawn by its label, a round button by its face.
    const drawn = [
      element,
      element.closest("label"),
      element.nextElementSibling,
      element.firstElementChild,
    ].filter((one) => one !== null).map((one) => getComputedStyle(one));
    return drawn.some((style) =>
      style.outlineStyle !== "none" && style.outlineWidth !== "0px"
    );
  });
  expect(seen).toBe(true);
}

/** Tabs to the control with this test id and presses Enter. */
async function push(page: Page, id: string) {
  await tabTo(page, testId(id));
  await page.keyboard.press("Enter");
}

/** Tabs to the link or button with this text and presses Enter. */
async function go(page: Page, words: string) {
  await page.bringToFront();
  for (let i = 0; i < 80; i++) {
    const there = await page.evaluate(
      (words) => {
        const element = document.activeElement;
        return (element?.matches("a, button") ?? false) &&
          (element!.textContent ?? "").includes(words);
      },
      words,
    );
    if (there) {
      await expectVisibleFocus(page);
      await Promise.all([
        page.waitForNavigation(),
        page.keyboard.press("Enter"),
      ]);
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`No Tab leads to "${words}" on ${page.url()}`);
}

function focused(page: Page) {
  return page.evaluate(() =>
    document.activeElement?.getAttribute("data-testid") ?? null
  );
}

async function expectAnnounced(page: Page, id: string) {
  const within = await page.$eval(
    testId(id),
    (element) =>
      element.closest('[role="status"], [role="alert"]') !== null ||
      element.querySelector('[role="status"], [role="alert"]') !== null,
  );
  expect(within).toBe(true);
}

function moving(page: Page): Promise<number> {
  return page.evaluate(() =>
    document.getAnimations().filter((one) => one.playState === "running").length
  );
}
