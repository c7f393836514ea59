import { expect } from "expect";
import { takeStill } from "@/lib/client/stills/take_still.ts";
import {
  aCamera,
  type CameraOptions,
  FRAME,
  OWN,
  PHOTO,
  settled,
} from "./_camera.ts";
import { settle } from "@/tests/client/_support.ts";

async function taken(options: CameraOptions) {
  const parts = aCamera(options);
  const still = await settled(
    parts.time,
    takeStill(parts.track, { camera: parts.camera }),
  );
  return { ...parts, still, took: parts.time.elapsed() };
}

const BACK = `apply ${JSON.stringify(OWN.width)}`;

Deno.test("a camera that takes photos takes one at its largest size, and nothing else is touched", async () => {
  const { still, done } = await taken({ captures: ["works"] });
  expect(still).toEqual({ from: "photo", picture: PHOTO });
  expect(done).toEqual(["capture", "photo 5712"]);
});

Deno.test("a camera that does not say its sizes takes a photo of its own size", async () => {
  const { done } = await taken({ captures: ["works"], capabilities: "none" });
  expect(done).toEqual(["capture", "photo of any size"]);
});

Deno.test("after a failure a fresh ImageCapture is tried, without a size", async () => {
  for (const first of ["fails", "empty"] as const) {
    const { still, done } = await taken({ captures: [first, "works"] });
    expect(still?.from).toBe("photo");
    expect(done).toEqual([
      "capture",
      "photo 5712",
      "capture",
      "photo of any size",
    ]);
  }
});

Deno.test("a camera that refuses to say its sizes takes a photo at the second try", async () => {
  const { still, done } = await taken({
    captures: ["works"],
    capabilities: "fails",
  });
  expect(still?.from).toBe("photo");
  expect(done).toEqual(["capture", "capture", "photo of any size"]);
});

Deno.test("a photo that never comes is given up after three seconds, and the next try starts", async () => {
  const { still, took } = await taken({ captures: ["hangs", "works"] });
  expect(still?.from).toBe("photo");
  expect(took).toBe(3_000);
});

Deno.test("a camera that keeps failing gives a frame of its video at the highest resolution, which then goes back", async () => {
  const { still, done } = await taken({ captures: ["hangs"] });
  expect(still).toEqual({ from: "frame", picture: FRAME });
  expect(done.slice(-3)).toEqual(['apply {"ideal":4032}', "grab", BACK]);
});

Deno.test("a browser without ImageCapture, or without capabilities, gives a frame", async () => {
  const { still, done } = await taken({ without: "getCapabilities" });
  expect(still?.from).toBe("frame");
  expect(done).toEqual(['apply {"ideal":8192}', "grab", BACK]);
});

Deno.test("a camera that grants no higher resolution, or never answers, gives a frame as it is", async () => {
  for (const apply of ["fails", "hangs"] as const) {
    const { still, done } = await taken({ apply });
    expect(still?.from).toBe("frame");
    expect(done.at(-1)).toBe(BACK);
  }
});

Deno.test("without a frame there is no picture, and the camera still has its own constraints back", async () => {
  for (const grab of ["fails", "hangs", "empty"] as const) {
    const { still, done } = await taken({ captures: ["fails"], grab });
    expect(still).toBeNull();
    expect(done.at(-1)).toBe(BACK);
  }
});

Deno.test("a camera that is off, ended or taken by another app is left alone: only a file is left", async () => {
  for (
    const track of [
      { readyState: "ended" },
      { enabled: false },
      { muted: true },
    ] as const
  ) {
    const { still, done } = await taken({ captures: ["works"], track });
    expect([still, done]).toEqual([null, []]);
  }
  expect(await takeStill(null, { camera: aCamera().camera })).toBeNull();
});

Deno.test("whatever fails, the call's own track is never stopped, and never replaced", async () => {
  const ways: readonly CameraOptions[] = [
    { captures: ["works"] },
    { captures: ["fails", "works"] },
    { captures: ["hangs"] },
    { captures: ["fails"], grab: "hangs" },
    { captures: ["empty"], grab: "fails", apply: "fails" },
    { grab: "empty", apply: "hangs" },
  ];
  for (const way of ways) {
    const { done, track } = await taken(way);
    expect(done).not.toContain("stop");
    expect(done).not.toContain("clone");
    expect(track.readyState).toBe("live");
  }
});

Deno.test("a picture that nobody waits for any more asks nothing more of the camera, and its own constraints come back at once", async () => {
  const ways: readonly (CameraOptions & { readonly after: number })[] = [
    // While the first photo is taken, while the frame is.
    { captures: ["hangs"], after: 1_000 },
    { captures: ["fails"], grab: "hangs", after: 1_000 },
    { captures: ["fails"], apply: "hangs", after: 1_000 },
  ];
  for (const { after, ...way } of ways) {
    const { camera, track, done, time } = aCamera(way);
    const drop = new AbortController();
    const taking = takeStill(track, { camera, dropped: drop.signal });
    await time.pass(after);
    const before = done.length;
    drop.abort();
    expect(await settled(time, taking)).toBeNull();
    const wasRaised = done.slice(0, before).some((one) => one !== BACK);
    expect(done.slice(before).filter((one) => one !== BACK)).toEqual([]);
    expect(wasRaised).toBe(true);
    const applied = done.filter((one) => one.startsWith("apply"));
    expect(applied.at(-1) ?? BACK).toBe(BACK);
  }
});

Deno.test("a frame that comes after it was given up is freed", async () => {
  const late = Promise.withResolvers<typeof FRAME>();
  const { camera, track, time } = aCamera();
  const drop = new AbortController();
  let closed = 0;
  const taking = takeStill(track, {
    camera: { ...camera, grab: () => late.promise },
    dropped: drop.signal,
  });
  await time.pass(500);
  drop.abort();
  await settled(time, taking);
  late.resolve({ ...FRAME, close: () => void closed++ });
  await settle();
  expect(closed).toBe(1);
});
