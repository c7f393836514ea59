import { expect } from "expect";
import { frameReader } from "@/lib/client/light/frame_reader.ts";
import { nextFrame } from "@/lib/client/light/next_frame.ts";
import { fakeTime, settle } from "@/tests/client/_support.ts";

/** A `<video>` of which the test shows the frames. */
function aVideo() {
  const waiting = new Map<number, () => void>();
  let handles = 0;
  return {
    videoWidth: 640,
    videoHeight: 480,
    currentTime: 0,
    requestVideoFrameCallback(then: () => void) {
      waiting.set(++handles, then);
      return handles;
    },
    cancelVideoFrameCallback: (handle: number) => void waiting.delete(handle),
    waiting,
    async shows() {
      const all = [...waiting.values()];
      waiting.clear();
      for (const then of all) then();
      await settle();
    },
  };
}

/** A canvas that returns what was drawn. */
function aCanvas() {
  const drawn: unknown[] = [];
  const context = {
    fillRect() {},
    drawImage: (video: unknown) => void drawn.push(video),
    getImageData: (_x: number, _y: number, width: number, height: number) => ({
      width,
      height,
      data: Uint8ClampedArray.from(
        { length: width * height * 4 },
        (_, at) => [100, 150, 200, 255][at % 4]!,
      ),
    }),
  };
  const canvas = { width: 0, height: 0, getContext: () => context };
  return { drawn, canvas: canvas as unknown as HTMLCanvasElement };
}

function aReader() {
  const timers = fakeTime();
  const { drawn, canvas } = aCanvas();
  const page = { video: aVideo() };
  const reader = frameReader(
    () => page.video as unknown as HTMLVideoElement,
    { canvas, timers },
  )!;
  return { timers, drawn, page, reader };
}

Deno.test("two successive frames are read", async () => {
  const { page: { video }, reader, drawn, timers } = aReader();
  const pair = reader.pair();
  await video.shows();
  await video.shows();
  expect((await pair)?.map(({ width, height }) => [width, height]))
    .toEqual([[96, 72], [96, 72]]);
  expect([drawn.length, timers.pending()]).toEqual([2, 0]);
});

Deno.test("a video that shows nothing more is given up after two seconds, and the next pair comes from the one that replaced it", async () => {
  const { page, reader, drawn, timers } = aReader();
  const gone = page.video;
  const lost = reader.pair();
  await gone.shows();
  await timers.pass(2_000);
  expect([await lost, gone.waiting.size]).toEqual([null, 0]);
  page.video = aVideo();
  const pair = reader.pair();
  await page.video.shows();
  await page.video.shows();
  expect(await pair).not.toBeNull();
  expect(drawn.slice(1)).toEqual([page.video, page.video]);
});

Deno.test("a closed reader reads no frame that comes late", async () => {
  const { page: { video }, reader, drawn } = aReader();
  const pair = reader.pair();
  reader.close();
  await video.shows();
  expect([await pair, drawn]).toEqual([null, []]);
});

Deno.test("where the browser tells of no frame, the screen's next one with a new time is waited for, no longer than two seconds", async () => {
  const timers = fakeTime();
  const paints: (() => void)[] = [];
  const paint = () => paints.splice(0).forEach((then) => then());
  const video = { currentTime: 1 };
  const options = {
    timers,
    onPaint: (then: () => void) => paints.push(then),
    isOver: () => false,
  };
  const shown = nextFrame(video, options);
  paint();
  video.currentTime = 2;
  paint();
  expect(await shown).toBe(true);
  const stalled = nextFrame(video, options);
  paint();
  await timers.pass(2_000);
  expect(await stalled).toBe(false);
  paint();
  expect([paints.length, timers.pending()]).toEqual([0, 0]);
});
