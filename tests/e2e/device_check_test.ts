/** The check of camera, microphone, speaker and connection in the waiting room, on a phone, and what the artist learns of it. */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { clientDevicesWords } from "@/components/waiting/ClientDevices.tsx";
import type { LightReport } from "@/lib/domain/call/light_finding.ts";
import { until } from "@/tests/_support/patience.ts";
import { isPublic } from "@/lib/client/check/find_reach.ts";
import { startStunServer } from "@/tests/_support/stun_server.ts";
import { launchBrowser } from "@/tests/_support/browser.ts";
import { PHONE, tap, testId } from "./_journey.ts";
import { processes, setStage, type Stage } from "./_stage.ts";
import { expectFrames, forget, reads, show } from "./_watch.ts";

Deno.test("the device check in the waiting room", processes, async (t) => {
  const relay = await startStunServer();
  const stage = await setStage({
    args: ["--use-fake-device-for-media-stream=device-count=3"],
    env: { TURN_URLS: `turn:127.0.0.1:${relay.port}`, TURN_SECRET: "secret" },
  });
  try {
    const consultation = await stage.consultation();
    const artist = (await stage.waitingArtist(consultation)).page;
    const client = (await stage.waitingClient(consultation)).page;
    await forget(client);

    await t.step(
      "the artist reads that camera and microphone were checked",
      () => reads(artist, "Clara: camera and microphone checked"),
    );

    await t.step(
      "the client's page speaks of their light, and the artist's page, whose words would be wrong, does not",
      async () => {
        await client.waitForSelector(testId("light"));
        await artist.waitForSelector(testId("check-camera"));
        expect(await artist.$$(testId("light"))).toEqual([]);
      },
    );

    await t.step("the artist reads what the check finds of it", async () => {
      await until("the client's light in the artist's words", async () => {
        const light = await client.$eval(
          "[data-light]",
          (hint) => hint.getAttribute("data-light"),
        ) as LightReport;
        const words = clientDevicesWords("Clara", {
          camera: "works",
          microphone: "works",
          light,
        });
        const shown = await artist.$eval("main", (main) => main.textContent);
        return light !== "unknown" && shown?.includes(words!);
      });
    });

    await t.step(
      "the camera goes off and its light with it, and on again; the microphone is never asked for",
      async () => {
        await tap(client, "check-camera");
        await reads(client, "Your camera is off");
        expect(await live(client)).toEqual(["audio"]);
        await reads(artist, "Clara: camera off, microphone checked");
        await tap(client, "check-camera");
        await client.waitForSelector(testId("self-video"));
        expect(await live(client)).toEqual(["audio", "video"]);
        expect(await client.evaluate(() => asked))
          .toEqual([{ audio: false, video: true }]);
      },
    );

    await t.step(
      "the microphone is muted and unmuted, and not captured again",
      async () => {
        const isMuted = () =>
          client.evaluate(() =>
            captured.find(({ kind }) => kind === "audio")!.enabled === false
          );
        await client.waitForSelector('[role="meter"]');
        await tap(client, "check-microphone");
        await client.waitForSelector('[role="meter"]', { hidden: true });
        expect(await isMuted()).toBe(true);
        await reads(artist, "Clara: camera checked, microphone off");
        await tap(client, "check-microphone");
        await client.waitForSelector('[role="meter"]');
        expect(await isMuted()).toBe(false);
        expect((await client.evaluate(() => asked)).length).toBe(1);
      },
    );

    await t.step(
      "what the system takes flows again without a tap and without a word: in front of the person, and once a hidden page is back",
      async () => {
        const recaptured = async (times: number) => {
          await client.waitForFunction(
            (times) =>
              asked.length === times &&
              captured.filter(({ readyState }) => readyState === "live")
                  .length === 2,
            { polling: 100 },
            times,
          );
          await client.waitForSelector(testId("self-video"));
          expect(await live(client)).toEqual(["audio", "video"]);
          expect(await client.evaluate(() => document.body.innerText))
            .not.toContain("in use");
        };
        await forget(client);
        await client.evaluate(() => {
          const camera = captured.findLast(({ kind }) => kind === "video")!;
          camera.stop();
          camera.dispatchEvent(new Event("ended"));
        });
        await recaptured(1);

        await show(client, "hidden");
        await client.evaluate(() => {
          const [microphone, camera] = ["audio", "video"].map((kind) =>
            captured.findLast((track) => track.kind === kind)!
          );
          // As after a phone call: it says that it lives, and is held.
          Object.defineProperty(microphone, "muted", { value: true });
          // Without an event.
          camera!.stop();
        });
        await show(client, "visible");
        await recaptured(3);
        await reads(artist, "Clara: camera and microphone checked");
      },
    );

    await t.step(
      "the level follows what the microphone hears",
      async () => {
        await client.waitForFunction(() =>
          Number(
            document.querySelector('[role="meter"]')
              ?.getAttribute("aria-valuenow"),
          ) > 0
        );
      },
    );

    await t.step("the camera is flipped without touching sound", async () => {
      const before = await usedCamera(client);
      await forget(client);
      await tap(client, "check-flip");
      await client.waitForFunction(
        (before) => {
          const track = captured.findLast(({ kind }) => kind === "video")!;
          return track.getSettings().deviceId !== before;
        },
        {},
        before,
      );
      expect(await live(client)).toEqual(["audio", "video"]);
      expect(await client.evaluate(() => asked))
        .toEqual([{ audio: false, video: true }]);
    });

    await t.step("the self view is a mirror until it is not", async () => {
      await client.waitForSelector(".mirror--mirrored");
      await tap(client, "as-others-see");
      await client.waitForSelector(".mirror:not(.mirror--mirrored)");
      await tap(client, "as-others-see");
      await client.waitForSelector(".mirror--mirrored");
    });

    await t.step(
      "another camera is chosen, and it is the one shown",
      async () => {
        await tap(client, "check-more");
        const select = await client.waitForSelector(
          "::-p-xpath(//label[contains(., 'Camera')]//select)",
        );
        const other = await select!.evaluate((element) => {
          const { value, options } = element as HTMLSelectElement;
          return [...options].map((one) => one.value)
            .findLast((id) => id !== value)!;
        });
        await select!.select(other);
        await client.waitForFunction(
          (wanted) =>
            captured.findLast(({ kind }) => kind === "video")!
              .getSettings().deviceId === wanted,
          {},
          other,
        );
        expect(await live(client)).toEqual(["audio", "video"]);
      },
    );

    await t.step(
      "a camera that is chosen and does not start is named, and the one before comes back",
      async () => {
        const before = await usedCamera(client);
        await client.evaluate(() => {
          const { mediaDevices } = navigator;
          const ask = mediaDevices.getUserMedia.bind(mediaDevices);
          // Once: another program has it.
          mediaDevices.getUserMedia = () => {
            mediaDevices.getUserMedia = ask;
            return Promise.reject(new DOMException("", "NotReadableError"));
          };
        });
        const select = await client.waitForSelector(
          "::-p-xpath(//label[contains(., 'Camera')]//select)",
        );
        const other = await select!.evaluate((element) => {
          const { value, options } = element as HTMLSelectElement;
          return [...options].map((one) => one.value)
            .find((id) => id !== value)!;
        });
        await select!.select(other);
        await reads(client, "did not start. Another app or tab may be using");
        await client.waitForSelector(testId("self-video"));
        expect(await usedCamera(client)).toBe(before);
        expect(
          await select!.evaluate((one) => (one as HTMLSelectElement).value),
        ).toBe(before);
        expect(await live(client)).toEqual(["audio", "video"]);
      },
    );

    await t.step(
      "a sound is played, and a person who heard nothing gets help",
      async () => {
        await tap(client, "test-sound");
        await reads(client, "Did you hear it?");
        await tap(client, "sound-unheard");
        await reads(client, "switch at its side");
        await tap(client, "test-sound");
        await tap(client, "sound-heard");
        await reads(client, "you will hear the other person");
      },
    );

    await t.step(
      "the connection is tested, and the page says what it means for the call",
      async () => {
        await reads(client, "sends nothing of your camera or microphone");
        await tap(client, "test-connection");
        // A busy machine answers as slowly as a bad line.
        await judged(client, "^(Your connection|You will see well)");
      },
    );

    await t.step(
      "a line that hardly sends is told apart, though it receives as before",
      async () => {
        await client.waitForSelector(
          `${testId("test-connection")}:not([aria-disabled])`,
        );
        // 24 kbit/s; puppeteer counts bytes.
        await client.emulateNetworkConditions({
          upload: 3_000,
          download: -1,
          latency: 0,
        });
        try {
          await tap(client, "test-connection");
          await judged(client, "^Your connection (sends very little|is weak)");
        } finally {
          await client.emulateNetworkConditions(null);
        }
      },
    );

    await t.step({
      name: "a firewall that drops UDP blocks a call whose relay needs it",
      // There, what the relay sees is no candidate of its own.
      ignore: Deno.networkInterfaces().some(({ address }) => isPublic(address)),
      async fn() {
        await client.waitForSelector(
          `${testId("test-connection")}:not([aria-disabled])`,
        );
        relay.dropped = true;
        await tap(client, "test-connection");
        try {
          await judged(client, "^Something here blocks video calls");
        } finally {
          relay.dropped = false;
        }
      },
    });

    await t.step(
      "without a line the test says that the studio cannot be reached",
      async () => {
        await client.waitForSelector(
          `${testId("test-connection")}:not([aria-disabled])`,
        );
        stage.line.down = true;
        stage.line.cut();
        await tap(client, "test-connection");
        try {
          await judged(client, "^We could not reach the studio");
        } finally {
          stage.line.down = false;
        }
        await reads(artist, "Clara: camera and microphone checked");
      },
    );

    await t.step(
      "nothing of camera and microphone has been sent by now",
      async () => {
        expect(await client.evaluate(() => videoBytes()))
          .toEqual({ received: {}, sent: {} });
      },
    );

    await t.step(
      "the call begins with the camera off, as it was left, and it can be turned on there",
      async () => {
        await tap(client, "check-camera");
        await reads(client, "Your camera is off");
        await tap(artist, "start-session");
        await expectFrames(client);
        await reads(artist, "Clara’s camera is off.");
        await tap(client, "camera-toggle");
        await expectFrames(artist);
      },
    );
    await stage.clear();

    await t.step(
      "a microphone that is muted or covered is asked about, and the artist reads it too",
      () => silentMicrophone(stage),
    );
  } finally {
    await stage.close();
    relay.close();
  }
});

async function silentMicrophone(stage: Stage) {
  const silence = await Deno.makeTempFile({ suffix: ".wav" });
  await Deno.writeFile(silence, silentWav());
  const consultation = await stage.consultation();
  const artist = (await stage.waitingArtist(consultation)).page;
  await using browser = await launchBrowser({
    args: [`--use-file-for-fake-audio-capture=${silence}`],
    viewport: PHONE,
  });
  await browser.defaultBrowserContext()
    .overridePermissions(stage.baseUrl, ["camera", "microphone"]);
  const page = await browser.newPage();
  await page.goto(consultation.url);
  await tap(page, "enter");
  await reads(page, "We can’t hear you");
  await reads(artist, "Clara: camera checked, microphone silent");
  await tap(page, "check-microphone");
  await reads(artist, "Clara: camera checked, microphone off");
  expect(await page.evaluate(() => document.body.innerText))
    .not.toContain("We can’t hear you");
  await Deno.remove(silence);
}

/** A second of nothing: 8 kHz, 16 bit, one channel (the RIFF header of Microsoft's WAVE format). */
function silentWav(): Uint8Array {
  const RATE = 8_000;
  const bytes = new Uint8Array(44 + RATE * 2);
  const view = new DataView(bytes.buffer);
  const text = (at: number, words: string) =>
    bytes.set(new TextEncoder().encode(words), at);
  text(0, "RIFF");
  view.setUint32(4, bytes.length - 8, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, RATE * 2, true);
  return bytes;
}

/** The kinds of the tracks that capture at the moment. */
function live(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    captured.filter(({ readyState }) => readyState === "live")
      .map(({ kind }) => kind).sort()
  );
}

/** Waits until the connection's test says this. */
async function judged(page: Page, pattern: string): Promise<void> {
  await page.waitForFunction(
    (selector, pattern) =>
      new RegExp(pattern).test(
        document.querySelector(selector)?.textContent ?? "",
      ),
    { polling: 100 },
    testId("connection-verdict"),
    pattern,
  );
}

function usedCamera(page: Page): Promise<string | undefined> {
  return page.evaluate(() =>
    captured.findLast(({ kind }) => kind === "video")!.getSettings().deviceId
  );
}
