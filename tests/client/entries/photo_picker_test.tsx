import { expect } from "expect";
import { until } from "@/tests/_support/patience.ts";
import type { ElementHandle, Page } from "puppeteer-core";
import { PhotoPicker } from "@/components/booking/PhotoPicker.tsx";
import type { PhotoId } from "@/lib/domain/basic/ids.ts";
import { IMAGES, NOT_IMAGES } from "@/tests/_support/images.ts";
import {
  type Call,
  inBrowser,
  press,
  refused,
  sees,
  withBrowser,
} from "@/tests/islands/_stage.ts";

function picker(photos: readonly string[] = []) {
  return {
    entry: "photo-picker",
    markup: (
      <form action="/sent">
        <PhotoPicker
          photos={photos as readonly PhotoId[]}
          error={null}
          script={undefined}
        />
        <button type="submit">Request this time</button>
      </form>
    ),
  } as const;
}

/** Assigns the given ids to the photos, in order. */
function giving(...ids: string[]) {
  return ({ method }: Call) =>
    method === "POST"
      ? Response.json({ id: ids.shift() })
      : new Response(null, { status: 204 });
}

/** The photo ids that the form would submit. */
const carried = (page: Page) =>
  page.$eval(
    "form",
    (form) => new FormData(form).getAll("photo").map(String),
  );
const rows = (page: Page) =>
  page.$$eval(".photo-row", (all) => all.map((row) => row.textContent));

Deno.test("the photos of a booking", inBrowser, async (t) => {
  const folder = await Deno.makeTempDir({ prefix: "visavis-pictures-" });
  const file = async (name: string, bytes: Uint8Array) => {
    await Deno.writeFile(`${folder}/${name}`, bytes);
    return `${folder}/${name}`;
  };
  const look = await file("look.png", IMAGES.png);
  const other = await file("other.png", IMAGES.png);
  const heic = await file("film.heic", NOT_IMAGES.heic);
  const choose = async (page: Page, ...paths: string[]) => {
    const input = await page.waitForSelector('input[accept="image/*"]');
    await (input as ElementHandle<HTMLInputElement>).uploadFile(...paths);
  };
  try {
    await withBrowser(async (stage) => {
      await t.step(
        "chosen photos are redrawn and uploaded at once, and the form carries ids and no file",
        () =>
          stage(
            { ...picker(), api: giving("one", "two") },
            async ({ page, calls, url }) => {
              await choose(page, look, other);
              await sees(page, "2 of 6 photos added.");
              const sent = {
                method: "POST",
                path: "/api/booking/photos",
                body: "image/jpeg",
              };
              expect(calls).toEqual([sent, sent]);
              expect(await carried(page)).toEqual(["one", "two"]);
              expect(await rows(page)).toEqual([
                "look.pngAddedRemove look.png",
                "other.pngAddedRemove other.png",
              ]);
              await Promise.all([
                page.waitForNavigation(),
                press(page, "Request this time"),
              ]);
              expect(page.url())
                .toBe(`${url}/sent?pictures=&photo=one&photo=two`);
            },
          ),
      );

      await t.step(
        "a photo that cannot be read or is refused says so in its own row, and the next one is uploaded",
        async () => {
          const answers = [
            refused("rate_limited", 429, "Too many."),
            Response.json({ id: "two" }),
          ];
          await stage(
            { ...picker(), api: () => answers.shift()! },
            async ({ page }) => {
              await choose(page, heic, look, other);
              await sees(page, "1 of 6 photos added.");
              const [first, second, third] = await rows(page);
              expect(first).toContain("This browser can’t read HEIC");
              expect(second).toContain("Too many.");
              expect(third).toContain("Added");
              expect(await page.$$eval(".field__error svg", (s) => s.length))
                .toBe(2);
              expect(await carried(page)).toEqual(["two"]);
            },
          );
        },
      );

      await t.step(
        "photos of an earlier page load get buttons instead of checkboxes; removing one deletes it on the server, says so, and moves the focus to the field",
        () =>
          stage(
            { ...picker(["kept", "gone"]), api: giving() },
            async ({ page, calls }) => {
              await page.waitForSelector('input[accept="image/*"]');
              expect(await page.$("input[type=checkbox]")).toBe(null);
              expect(await carried(page)).toEqual(["kept", "gone"]);
              await press(page, "Remove Photo 2");
              await sees(page, "Removed.");
              // The page does not wait for the server's answer.
              await until("the deletion", () => calls.length > 0);
              expect(calls).toEqual([{
                method: "DELETE",
                path: "/api/booking/photos/gone",
                body: null,
              }]);
              expect(await carried(page)).toEqual(["kept"]);
              expect(await page.evaluate(() => document.activeElement?.id))
                .toBe("field-pictures");
              await press(page, "Remove Photo 1");
              await page.waitForSelector(".photo-rows[hidden]");
            },
          ),
      );

      await t.step(
        "files over the limit are left out, and the page says how many",
        () =>
          stage({
            ...picker(["a", "b", "c", "d", "e"]),
            api: giving("f"),
          }, async ({ page }) => {
            await choose(page, look, other);
            await sees(page, "You can add at most 6 photos: 1 not added.");
            await page.waitForFunction(() =>
              document.querySelectorAll("[name=photo]").length === 6
            );
            expect(await page.$$eval(".photo-row", (all) => all.length))
              .toBe(6);
          }),
      );

      await t.step(
        "a form that is submitted too early waits for its photos, and a button keeps the focus while its photo is uploaded",
        async () => {
          const answer = Promise.withResolvers<Response>();
          await stage(
            { ...picker(), api: () => answer.promise },
            async ({ page, url }) => {
              await choose(page, look);
              await sees(page, "Uploading…");
              await press(page, "Request this time");
              await sees(page, "Your photos are still uploading.");
              await page.focus(".photo-row button");
              await Promise.all([
                page.waitForNavigation(),
                page.evaluate(() => {
                  // Stores the result for the page that follows the submit.
                  document.addEventListener("submit", () => {
                    const on = document.activeElement?.textContent ?? "";
                    sessionStorage.setItem("focus", on);
                  });
                }).then(() => answer.resolve(Response.json({ id: "late" }))),
              ]);
              expect(page.url()).toBe(`${url}/sent?pictures=&photo=late`);
              expect(
                await page.evaluate(() => sessionStorage.getItem("focus")),
              )
                .toBe("Remove look.png");
            },
          );
        },
      );
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
