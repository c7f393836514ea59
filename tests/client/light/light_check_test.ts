import { expect } from "expect";
import { startLightCheck } from "@/lib/client/light/light_check.ts";
import type { FramePair } from "@/lib/client/light/light_measures.ts";
import { fakePage, fakeTime } from "@/tests/client/_support.ts";
import { clipOf } from "@/tests/_support/light/clip.ts";
import type { Light } from "@/tests/_support/light/lights.ts";

function pairs(light: Light, paper = false): readonly FramePair[] {
  return clipOf({
    light,
    tone: 6,
    seed: "check",
    background: "white wall",
    head: 0,
    noise: 1,
    exposure: 0,
    paper,
  }, { seconds: 3 }).pairs;
}

const [GOOD, DARK] = [pairs("good"), pairs("dark")];

function aCheck(options: { readonly seesFace?: boolean } = {}) {
  const timers = fakeTime();
  const page = fakePage();
  const camera = {
    frames: GOOD,
    reads: 0,
    closed: false,
    async pair() {
      return await Promise.resolve(
        this.frames[this.reads++ % this.frames.length]!,
      );
    },
    close() {
      this.closed = true;
    },
  };
  const track = {
    enabled: true,
    muted: false,
    readyState: "live" as "live" | "ended",
    settings: {} as Record<string, unknown>,
    getSettings() {
      return this.settings;
    },
    lamp: [] as unknown[],
    getCapabilities: () => ({ torch: true }),
    applyConstraints({ advanced }: MediaTrackConstraints) {
      this.lamp.push(...advanced ?? []);
      return Promise.resolve();
    },
  };
  const check = startLightCheck(track, {
    reader: camera,
    timers,
    page,
    ...options,
  });
  return { check, timers, page, camera, track };
}

Deno.test("the light is looked at once a second, in two successive frames, and the finding follows it calmly", async () => {
  const { check, timers, camera } = aCheck();
  await timers.pass(5_000);
  expect([camera.reads, check.finding.value]).toEqual([5, "good"]);
  camera.frames = DARK;
  await timers.pass(2_000);
  expect(check.finding.value).toBe("good");
  await timers.pass(6_000);
  expect([check.finding.value, check.report.value])
    .toEqual(["tooDark", "tooDark"]);
});

Deno.test("a hidden page is not looked at, and a visible one is again", async () => {
  const { timers, page, camera } = aCheck();
  await timers.pass(2_000);
  page.visible = false;
  page.fire("hidden");
  await timers.pass(10_000);
  expect([camera.reads, timers.pending()]).toEqual([2, 0]);
  page.visible = true;
  page.fire("visible");
  await timers.pass(2_000);
  expect(camera.reads).toBe(4);
});

Deno.test("a camera that is off, muted or ended is not looked at", async () => {
  const { timers, camera, track } = aCheck();
  track.enabled = false;
  await timers.pass(2_000);
  track.enabled = true;
  track.muted = true;
  await timers.pass(2_000);
  track.muted = false;
  track.readyState = "ended";
  await timers.pass(2_000);
  expect(camera.reads).toBe(0);
});

Deno.test("what was found is forgotten when the camera goes off", async () => {
  const { check, timers, track } = aCheck();
  await timers.pass(5_000);
  expect(check.finding.value).toBe("good");
  track.enabled = false;
  await timers.pass(1_000);
  expect(check.finding.value).toBe(null);
});

Deno.test("a frame that cannot be read is skipped, and the next one is read", async () => {
  const { check, timers, camera } = aCheck();
  const { pair } = camera;
  camera.pair = () => Promise.reject(new DOMException("", "InvalidStateError"));
  await timers.pass(3_000);
  camera.pair = pair;
  await timers.pass(5_000);
  expect(check.finding.value).toBe("good");
});

Deno.test("stopping leaves no timer, no listener and no reader behind", async () => {
  const { check, timers, page, camera } = aCheck();
  await timers.pass(2_000);
  check.stop();
  expect([timers.pending(), page.listeners(), camera.closed]).toEqual([
    0,
    0,
    true,
  ]);
});

Deno.test("a sheet of paper is looked for only after a tap, and its result is kept", async () => {
  const { check, timers, camera } = aCheck();
  camera.frames = pairs("warm", true);
  await timers.pass(5_000);
  expect(check.paper.value).toBe("idle");
  check.lookForPaper();
  await timers.pass(4_000);
  expect(check.paper.value).toBe("warm");
  camera.frames = GOOD;
  await timers.pass(9_000);
  expect(check.finding.value).toBe("paperWarm");
  check.forgetPaper();
  await timers.pass(5_000);
  expect(check.finding.value).toBe("good");
});

Deno.test("a face without a sheet is no sheet: after half a minute the client is told", async () => {
  const { check, timers } = aCheck();
  check.lookForPaper();
  await timers.pass(29_000);
  expect(check.paper.value).toBe("looking");
  await timers.pass(1_000);
  expect(check.paper.value).toBe("notSeen");
});

Deno.test("the track's settings are reminders", async () => {
  const { check, timers, track } = aCheck();
  track.settings = { backgroundBlur: true };
  await timers.pass(1_000);
  expect(check.reminders.value).toEqual(["blur", "effects"]);
});

Deno.test("the camera's lamp goes off with the check", async () => {
  const { check, timers, track } = aCheck();
  await timers.pass(1_000);
  expect(check.lamp.value).toBe("off");
  await check.switchLamp();
  expect(check.lamp.value).toBe("on");
  check.stop();
  expect(track.lamp).toEqual([{ torch: true }, { torch: false }]);
});

Deno.test("of a back camera only darkness and the sheet of paper are judged: it shows no face", async () => {
  for (const light of ["back", "side", "mixed", "good"] as const) {
    const { check, timers, camera } = aCheck({ seesFace: false });
    camera.frames = pairs(light);
    await timers.pass(6_000);
    expect([light, check.finding.value]).toEqual([light, null]);
  }
  const { check, timers, camera } = aCheck({ seesFace: false });
  camera.frames = DARK;
  await timers.pass(6_000);
  // Nothing of it is told to the artist.
  expect([check.finding.value, check.report.value]).toEqual(["tooDark", null]);
  camera.frames = pairs("warm", true);
  check.lookForPaper();
  await timers.pass(12_000);
  expect(check.finding.value).toBe("paperWarm");
});
