/** A camera whose parts fail when the test says so, and that notes what is done to its track. */
import type { Drawable } from "@/lib/client/booking/prepare_photo.ts";
import type { PhotoCapture } from "@/lib/client/stills/photo_capture.ts";
import type { StillCamera } from "@/lib/client/stills/take_still.ts";
import { type FakeTime, fakeTime } from "@/tests/client/_support.ts";

/** `hangs`: never settles, as after a failure of the capture session. */
type Behaviour = "works" | "fails" | "hangs" | "empty";

export interface CameraOptions {
  /** Of each `ImageCapture` in turn; the last one's goes on. Absent: the browser has none. */
  readonly captures?: readonly Behaviour[];
  readonly capabilities?: "works" | "fails" | "none";
  readonly grab?: Behaviour;
  readonly apply?: Behaviour;
  readonly track?: Partial<
    Pick<MediaStreamTrack, "readyState" | "enabled" | "muted">
  >;
  readonly without?: "getCapabilities";
}

export const PHOTO = new Blob(["a photo"], { type: "image/jpeg" });
export const FRAME: Drawable = { width: 1920, height: 1080, close() {} };
export const OWN = { facingMode: "user", width: { ideal: 1280 } };

export function aCamera(options: CameraOptions = {}) {
  const time = fakeTime();
  /** Everything that was done to the track and its captures, in order. */
  const done: string[] = [];
  const act = <T>(how: Behaviour, value: T, empty: T): Promise<T> => {
    switch (how) {
      case "works":
        return Promise.resolve(value);
      case "fails":
        return Promise.reject(new DOMException("failed", "UnknownError"));
      case "hangs":
        return new Promise(() => {});
      case "empty":
        return Promise.resolve(empty);
    }
  };
  const track = fakeTrack(options, { done, act });
  let made = 0;
  const { captures } = options;
  const camera: StillCamera = {
    timers: time,
    make() {
      if (captures === undefined) return null;
      const how = captures[Math.min(made++, captures.length - 1)]!;
      done.push("capture");
      return fakeCapture(options, {
        done,
        take: () => act(how, PHOTO, new Blob()),
      });
    },
    grab() {
      done.push("grab");
      return act(options.grab ?? "works", FRAME, null as never);
    },
  };
  return { camera, track, done, time };
}

type Act = <T>(how: Behaviour, value: T, empty: T) => Promise<T>;

function fakeTrack(
  { track = {}, apply = "works", without }: CameraOptions,
  { done, act }: { readonly done: string[]; readonly act: Act },
): MediaStreamTrack {
  const parts = {
    kind: "video",
    readyState: "live",
    enabled: true,
    muted: false,
    ...track,
    getConstraints: () => OWN,
    ...(without ? {} : {
      getCapabilities: () => ({ width: { max: 4032 }, height: { max: 3024 } }),
    }),
    applyConstraints(constraints: MediaTrackConstraints) {
      done.push(`apply ${JSON.stringify(constraints.width)}`);
      return act(apply, undefined, undefined);
    },
    stop: () => void done.push("stop"),
    clone: () => done.push("clone"),
  };
  return parts as unknown as MediaStreamTrack;
}

function fakeCapture(
  { capabilities = "works" }: CameraOptions,
  { done, take }: {
    readonly done: string[];
    readonly take: () => Promise<Blob>;
  },
): PhotoCapture {
  return {
    getPhotoCapabilities() {
      if (capabilities === "fails") {
        return Promise.reject(new DOMException("no", "NotSupportedError"));
      }
      return Promise.resolve(
        capabilities === "none"
          ? {}
          : { imageWidth: { max: 5712 }, imageHeight: { max: 4284 } },
      );
    },
    takePhoto(settings) {
      done.push(`photo ${settings?.imageWidth ?? "of any size"}`);
      return take();
    },
  };
}

/** Lets time pass until the work is done: each of its limits ends by itself. */
export async function settled<T>(time: FakeTime, work: Promise<T>): Promise<T> {
  let over = false;
  const end = () => void (over = true);
  work.then(end, end);
  for (let i = 0; i < 60 && !over; i++) await time.pass(500);
  if (!over) throw new Error("It waits forever");
  return await work;
}
