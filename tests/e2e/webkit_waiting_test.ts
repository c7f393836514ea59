/**
 * The client's waiting room and stills in Safari's engine, with its own camera,
 * microphone and picture code. The call needs WebRTC, which WebKitGTK lacks.
 */
import { expect } from "expect";
import { findWebKit, launchWebKit } from "@/tests/_support/webkit.ts";
import { until } from "@/tests/_support/patience.ts";
import { testId } from "./_journey.ts";
import { setStage } from "./_stage.ts";
import { reads } from "./_watch.ts";

const program = await findWebKit();
const name = "the waiting room and stills in WebKit";
if (!program) console.error(`No WebKitGTK here, left out: ${name}`);

Deno.test({
  name,
  ignore: program === null,
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const stage = await setStage({ program: "tests/e2e/_webkit/serve.ts" });
    try {
      await using webkit = await launchWebKit(program!);
      const at = await stage.consultation();
      const artist = await stage.waitingArtist(at);

      await t.step("the link lets the client in", async () => {
        await webkit.goto(at.url);
        await webkit.click(testId("enter"));
        await webkit.waitFor(testId("waiting-status"));
        await reads(artist.page, "is here.");
      });

      await t.step("the camera shows moving pictures, mirrored", async () => {
        await webkit.click(testId("camera-on"));
        await webkit.waitFor(testId("self-video"));
        const time = () =>
          webkit.evaluate(() =>
            document.querySelector<HTMLVideoElement>(
              '[data-testid="self-video"]',
            )!.currentTime
          );
        const first = await time();
        await until("the self view to move", async () => await time() > first);
        const mirrored = await webkit.evaluate(() =>
          getComputedStyle(
            document.querySelector('[data-testid="self-video"]')!,
          ).transform
        );
        expect(mirrored).toContain("matrix(-1");
        const text = await webkit.evaluate(() => document.body.innerText);
        expect(text).not.toContain("Your camera is off");
      });

      await t.step("the light is measured, and something is said", async () => {
        await until("a finding", () =>
          webkit.evaluate(() => {
            const hint = document.querySelector<HTMLElement>("[data-light]");
            return hint !== null && hint.dataset.light !== "unknown" &&
              hint.textContent !== "";
          }));
      });

      await t.step(
        "a picture is taken at the camera's full size, seen first, and sent",
        async () => {
          await webkit.click(testId("add-photo"));
          await webkit.waitFor(`${testId("still-sheet")}[open]`);
          // On a busy machine the camera may give none in time: the page says so,
          // and a person presses again.
          const size = await until(
            "the picture",
            () =>
              webkit.evaluate(({ preview, take }) => {
                const image = document.querySelector<HTMLImageElement>(preview);
                if (image?.complete && image.naturalWidth > 0) {
                  return [image.naturalWidth, image.naturalHeight];
                }
                document.querySelector<HTMLElement>(take)?.click();
                return null;
              }, {
                preview: testId("still-preview"),
                take: `${testId("still-take")}:not([aria-busy="true"])`,
              }),
            { everyMs: 250 },
          );
          const camera = await webkit.evaluate(() => {
            const { srcObject } = document.querySelector<HTMLVideoElement>(
              '[data-testid="self-video"]',
            )!;
            const { width, height } = (srcObject as MediaStream)
              .getVideoTracks()[0]!.getSettings();
            return [width!, height!];
          });
          expect(Math.max(...size)).toBeGreaterThanOrEqual(
            Math.max(...camera),
          );
          expect(await artist.page.$$(testId("still-thumbnail"))).toEqual([]);
          await webkit.click(testId("still-send"));
          await artist.page.waitForSelector(testId("still-thumbnail"));
          await until("the thanks", () =>
            webkit.evaluate(
              (words) => document.body.innerText.includes(words),
              `${at.artist.name} has your picture.`,
            ));
        },
      );

      await t.step(
        "the page continues when the artist cancels the consultation",
        async () => {
          await stage.post(
            `/api/appointments/${at.id}/cancel`,
            at.artist.email,
          );
          await until(
            "the end to be told",
            () =>
              webkit.evaluate(() =>
                /cancelled/i.test(document.body.textContent ?? "")
              ),
          );
        },
      );
    } finally {
      await stage.close();
    }
  },
});
