/** What one page keeps of stills, over the waiting room and the call. */
import { signal } from "@preact/signals";
import { expect } from "expect";
import {
  cameraOffWords,
  turnOnWhileWaiting,
} from "@/lib/client/stills/camera_state.ts";
import { forAWhile } from "@/lib/client/stills/for_a_while.ts";
import { isSendable } from "@/lib/client/stills/open_request.ts";
import {
  type StillsOwner,
  stillsPageOf,
} from "@/lib/client/stills/stills_page.ts";
import type { DeviceProblem } from "@/lib/client/media/device_problems.ts";
import { type DevicesState, openDevices } from "@/lib/client/media/devices.ts";
import { STILL_REQUEST_STATES } from "@/lib/domain/stills/still.ts";
import { aSnapshot } from "@/tests/_support/a_snapshot.ts";
import { fakeTime, settle } from "@/tests/client/_support.ts";
import { FakeTrack } from "@/tests/client/media/_fake_track.ts";

function someDevices(
  { track = null, off = false, problem = null, state = "ready" }: {
    readonly track?: FakeTrack | null;
    readonly off?: boolean;
    readonly problem?: DeviceProblem | null;
    readonly state?: DevicesState;
  } = {},
) {
  const done: string[] = [];
  const isOff = signal({ audio: false, video: off });
  const devices: StillsOwner["devices"] = {
    ...openDevices(undefined),
    video: signal(track as unknown as MediaStreamTrack | null),
    off: isOff,
    problems: signal({ audio: null, video: problem }),
    state: signal(state),
    acquire: () => Promise.resolve(void done.push("acquire")),
    switched: (kind, on) =>
      void (isOff.value = { ...isOff.value, [kind]: !on }),
    start: (kind) => Promise.resolve((done.push(`start ${kind}`), null)),
  };
  return { devices, done };
}

Deno.test("a picture that was taken in the waiting room is the one in the call: each place of a page has the same visit", () => {
  const waiting = { snapshot: signal(aSnapshot()) };
  const { devices } = someDevices();
  const over = signal(null);
  const room = stillsPageOf({ waiting, devices, over }, "client");
  const call = stillsPageOf({ waiting, devices, over }, "client");
  expect(call.visit).toBe(room.visit);
  expect(call.app).toBe(room.app);
  const another = { snapshot: signal(aSnapshot()) };
  expect(stillsPageOf({ waiting: another, devices, over }, "client").visit)
    .not.toBe(room.visit);
});

Deno.test("a camera that is off, missing or not allowed is said to be so; one that is on is not", () => {
  const live = new FakeTrack("video");
  const ended = new FakeTrack("video");
  ended.stop();
  const said = (...[parts]: Parameters<typeof someDevices>) =>
    cameraOffWords(someDevices(parts).devices);
  expect(said({ track: live })).toBeNull();
  // The call keeps the track of a camera that was turned off.
  expect(said({ track: ended, off: true })).toBe("Your camera is off.");
  expect(said({ off: true })).toBe("Your camera is off.");
  expect(said({ state: "idle" })).toBe("Your camera is off.");
  expect(said({ track: ended })).toBe("Your camera is off.");
  expect(said({ problem: "denied" })).toContain("not allowed");
  expect(said({ problem: "busy" })).toContain("Another app");
  // Turned off after it had failed once.
  expect(said({ problem: "busy", off: true })).toBe("Your camera is off.");
});

Deno.test("while waiting the sheet turns on the camera alone, or both at first, and never joins the call", async () => {
  const pressed = async (state: DevicesState, isLive: boolean) => {
    const { devices, done } = someDevices({ state, off: true });
    await turnOnWhileWaiting(devices, { isLive })?.();
    return done;
  };
  expect(await pressed("ready", false)).toEqual(["start video"]);
  // A microphone that nobody asked for would be missing in the call.
  expect(await pressed("idle", false)).toEqual(["acquire"]);
  expect(await pressed("blocked", false)).toEqual(["acquire"]);
  // A person who has left for now comes back with the button that says so.
  expect(await pressed("idle", true)).toEqual([]);
});

Deno.test("a picture can be sent for the newest request while it is open, and after it was refused", () => {
  const sendable = STILL_REQUEST_STATES.filter((state) =>
    isSendable({
      count: 1,
      request: {
        id: 3,
        what: "eyes",
        text: "",
        askedAt: "2026-11-22T17:00:00Z",
        state,
      },
      stills: [],
      room: 24,
      roomToAdd: 12,
    }, 3)
  );
  expect(sendable).toEqual(["asked", "refused"]);
  expect(isSendable(null, 3)).toBe(false);
});

Deno.test("what is said for a while is over after it, counted from the last time", async () => {
  const time = fakeTime();
  const { isSaid, say } = forAWhile(time, 6_000);
  expect(isSaid.value).toBe(false);
  say();
  await time.pass(5_000);
  say();
  await time.pass(5_000);
  expect(isSaid.value).toBe(true);
  await time.pass(1_000);
  expect([isSaid.value, time.pending()]).toEqual([false, 0]);
});

/** A network that takes every picture. */
class Taking {
  readonly upload = {};
  status = 0;
  responseText = "";
  onloadend = () => {};
  open() {}
  setRequestHeader() {}
  send() {
    this.status = 200;
    this.responseText = JSON.stringify({
      count: 1,
      request: null,
      stills: [],
      room: 23,
      roomToAdd: 11,
    });
    queueMicrotask(() => this.onloadend());
  }
}

Deno.test("a page knows for a while that its picture has arrived", {
  // What is said for a while ends after the test.
  sanitizeOps: false,
}, async () => {
  const browser = globalThis as { XMLHttpRequest?: unknown };
  browser.XMLHttpRequest = Taking;
  try {
    const waiting = { snapshot: signal(aSnapshot()) };
    const page = stillsPageOf(
      { waiting, over: signal(null), ...someDevices() },
      "client",
    );
    expect(page.arrived.value).toBe(false);
    page.uploads.add({
      id: "a".repeat(26),
      requestId: null,
      from: "file",
      blob: new Blob(["a picture"]),
    });
    await settle();
    expect([page.arrived.value, page.now.value?.room]).toEqual([true, 23]);
  } finally {
    delete browser.XMLHttpRequest;
  }
});
