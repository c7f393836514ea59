/** When a page acquires the camera and microphone without a tap, and when it releases them. */
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { expect } from "expect";
import { followDevices } from "@/lib/client/call/page_devices.ts";
import { type MediaSource, openDevices } from "@/lib/client/media/devices.ts";
import type { Failure } from "@/lib/client/page/api.ts";
import type { Phase } from "@/lib/client/waiting/waiting_phase.ts";
import { FakeTrack } from "@/tests/client/media/_fake_track.ts";

function aPage({ phase: first, allowed, left: hasLeft = false }: {
  readonly phase: Phase;
  readonly allowed: boolean;
  readonly left?: boolean;
}) {
  const made: FakeTrack[] = [];
  const devices = openDevices({
    getUserMedia() {
      const tracks = [new FakeTrack("audio"), new FakeTrack("video")];
      made.push(...tracks);
      return Promise.resolve({ getTracks: () => tracks });
    },
  } as unknown as MediaSource);
  const phase = signal(first);
  const gone = signal<Failure | null>(null);
  const answered = Promise.resolve(allowed);
  const left = signal(hasLeft);
  const following = followDevices({
    devices,
    waiting: { phase, gone },
    left,
    sdk: () => Promise.resolve(),
    already: () => answered,
  });
  return { devices, phase, left, made, answered, following };
}

function becomes<T>(value: ReadonlySignal<T>, wanted: T): Promise<void> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      if (value.value !== wanted) return;
      resolve();
      queueMicrotask(() => stop());
    });
  });
}

Deno.test("a page with the permission turns the camera on without a tap", async () => {
  const { devices, following } = aPage({ phase: "waiting", allowed: true });
  await becomes(devices.state, "ready");
  following.stop();
});

for (const phase of ["unconfirmed", "early"] as const) {
  Deno.test(`with the permission the camera stays off while it is ${phase}, until a tap or the window`, async () => {
    const { devices, phase: now, made, answered, following } = aPage({
      phase,
      allowed: true,
    });
    await answered;
    expect([devices.state.value, made.length]).toEqual(["idle", 0]);
    now.value = "waiting";
    await becomes(devices.state, "ready");
    following.stop();
  });
}

Deno.test("a page without the permission waits for a tap", async () => {
  const { devices, answered, made, following } = aPage({
    phase: "waiting",
    allowed: false,
  });
  await answered;
  expect([devices.state.value, made.length]).toEqual(["idle", 0]);
  following.stop();
});

Deno.test("a tab that is not active turns no camera on, until it becomes active", async () => {
  const { devices, phase, answered, made, following } = aPage({
    phase: "elsewhere",
    allowed: true,
  });
  await answered;
  expect([devices.state.value, made.length]).toEqual(["idle", 0]);
  phase.value = "live";
  await becomes(devices.state, "ready");
  following.stop();
});

Deno.test("a tab that was inactive for a moment turns the camera on again", async () => {
  const { devices, phase, made, following } = aPage({
    phase: "live",
    allowed: true,
  });
  await becomes(devices.state, "ready");
  phase.value = "elsewhere";
  expect(made.map(({ readyState }) => readyState)).toEqual(["ended", "ended"]);
  phase.value = "live";
  await becomes(devices.state, "ready");
  expect(devices.video.value?.readyState).toBe("live");
  following.stop();
});

Deno.test("a page whose person has left for now turns nothing on by itself, in no phase, and none for another tab's sake", async () => {
  const { devices, phase, left, answered, made, following } = aPage({
    phase: "live",
    allowed: true,
    left: true,
  });
  await answered;
  phase.value = "elsewhere";
  phase.value = "live";
  await Promise.resolve();
  expect([devices.state.value, made.length]).toEqual(["idle", 0]);
  left.value = false;
  await becomes(devices.state, "ready");
  expect(following.wereOn()).toBe(true);
  left.value = true;
  expect(following.wereOn()).toBe(false);
  following.stop();
});

Deno.test("a consultation that is over turns the camera off", async () => {
  const { devices, phase, made, following } = aPage({
    phase: "live",
    allowed: true,
  });
  await becomes(devices.state, "ready");
  phase.value = "ended";
  expect(made.map(({ readyState }) => readyState)).toEqual(["ended", "ended"]);
  following.stop();
});
