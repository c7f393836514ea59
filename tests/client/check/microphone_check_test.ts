import { expect } from "expect";
import { checkMicrophone } from "@/lib/client/check/microphone_check.ts";
import { SILENT_AFTER } from "@/lib/client/check/silence_watch.ts";
import { isAudible } from "@/lib/client/media/level_meter.ts";
import { fakePage, fakeTime } from "@/tests/client/_support.ts";

function aMicrophone() {
  const page = fakePage();
  const time = fakeTime();
  const context = { state: "running" as AudioContextState };
  const said: string[] = [];
  const meter = { hear: () => {}, stopped: false };
  const stop = checkMicrophone({} as MediaStreamTrack, {
    context: context as AudioContext,
    page,
    timers: time,
    onLevel: () => {},
    onFound: (found) => void (said.at(-1) === found || said.push(found)),
    meter: (_, { onHeard }) => {
      meter.hear = onHeard!;
      return () => void (meter.stopped = true);
    },
  });
  return { page, time, context, said, meter, stop };
}

Deno.test("a microphone from which nothing comes is silent after six seconds, and not before", async () => {
  const { time, said } = aMicrophone();
  await time.pass(SILENT_AFTER - 1);
  expect(said).toEqual([]);
  await time.pass(1);
  expect(said).toEqual(["silent"]);
});

Deno.test("a microphone works once there is any sound, and not before", async () => {
  const { time, said, meter } = aMicrophone();
  await time.pass(SILENT_AFTER - 1);
  expect(said).toEqual([]);
  meter.hear();
  expect(said).toEqual(["works"]);
});

Deno.test("it is no longer silent as soon as anything is heard, and silent again only after the same time", async () => {
  const { time, said, meter } = aMicrophone();
  await time.pass(SILENT_AFTER);
  meter.hear();
  expect(said).toEqual(["silent", "works"]);
  await time.pass(SILENT_AFTER - 1);
  meter.hear();
  await time.pass(SILENT_AFTER - 1);
  expect(said).toEqual(["silent", "works"]);
  await time.pass(1);
  expect(said).toEqual(["silent", "works", "silent"]);
});

Deno.test("a hidden page hears nothing, and concludes nothing from that, nor in the first moment after", async () => {
  const { page, time, said } = aMicrophone();
  page.fire("hidden");
  await time.pass(SILENT_AFTER * 10);
  page.fire("visible");
  await time.pass(SILENT_AFTER - 1);
  expect(said).toEqual([]);
  await time.pass(1);
  expect(said).toEqual(["silent"]);
});

Deno.test("while the browser suspends audio nothing is concluded either", async () => {
  const { context, time, said } = aMicrophone();
  context.state = "suspended";
  await time.pass(SILENT_AFTER * 10);
  expect(said).toEqual([]);
  context.state = "running";
  await time.pass(SILENT_AFTER);
  expect(said).toEqual(["silent"]);
});

Deno.test("a microphone that is turned off is not said to work, and leaves nothing behind", async () => {
  const { page, time, said, meter, stop } = aMicrophone();
  await time.pass(SILENT_AFTER);
  stop();
  expect(said).toEqual(["silent"]);
  expect([meter.stopped, time.pending(), page.listeners()])
    .toEqual([true, 0, 0]);
});

Deno.test("the noise of a quiet room is sound; a muted headset's zeros are not", () => {
  const samples = (amplitude: number) =>
    Float32Array.from({ length: 64 }, (_, i) => amplitude * Math.sin(i));
  expect(isAudible(samples(0))).toBe(false);
  expect(isAudible(samples(0.000_01))).toBe(false);
  expect(isAudible(samples(0.001))).toBe(true);
});
