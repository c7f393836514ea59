import { expect } from "expect";
import {
  cameraWithId,
  constraintsFor,
} from "@/lib/client/media/chosen_device.ts";
import {
  ANY_CAMERA,
  type Facing,
  VIDEO,
} from "@/lib/client/media/device_constraints.ts";
import {
  type ListedCamera,
  otherCamera,
} from "@/lib/client/media/other_camera.ts";

const FRONT = ANY_CAMERA;
const BACK = {
  constraints: { ...VIDEO, facingMode: "environment" },
  facing: "environment",
} as const;

/** A camera with its label, and with what some browsers also tell. */
function camera(
  label: string,
  capabilities?: MediaTrackCapabilities & { readonly torch?: boolean },
): ListedCamera {
  return {
    deviceId: label,
    label,
    ...(capabilities ? { getCapabilities: () => capabilities } : {}),
  };
}

const chosen = (label: string, facing: Facing) => ({
  constraints: constraintsFor("video", label),
  facing,
});

const IPHONE = [
  "Front Camera",
  "Back Triple Camera",
  "Back Dual Wide Camera",
  "Back Ultra Wide Camera",
  "Back Camera",
  "Back Telephoto Camera",
].map((label) => camera(label));

Deno.test("on an iPhone the back camera is the ordinary lens, and the way back leads to the front", () => {
  const settings = { facingMode: "user" };
  const back = otherCamera({ now: FRONT, settings, cameras: IPHONE });
  expect(back).toEqual(chosen("Back Camera", "environment"));
  expect(otherCamera({
    now: back,
    settings: { facingMode: "environment" },
    cameras: IPHONE,
  })).toEqual(FRONT);
});

Deno.test("an iPhone in another language is understood too", () => {
  const cameras = [
    "Frontkamera",
    "Ultra-Weitwinkelkamera auf der Rückseite",
    "Rückkamera",
  ].map((label) => camera(label));
  expect(otherCamera({ now: FRONT, settings: { facingMode: "user" }, cameras }))
    .toEqual(chosen("Rückkamera", "environment"));
});

Deno.test("on Android, whose labels name no lens, the main camera has the lamp and the most pixels", () => {
  const size = (width: number, height: number) => ({
    width: { max: width },
    height: { max: height },
  });
  const back = { facingMode: ["environment"] };
  const cameras = [
    camera("camera2 1, facing front", { facingMode: ["user"] }),
    camera("camera2 3, facing back", { ...back, ...size(4096, 3072) }),
    camera("camera2 2, facing back", {
      ...back,
      ...size(1920, 1080),
      torch: true,
    }),
    camera("camera2 0, facing back", {
      ...back,
      ...size(4032, 3024),
      torch: true,
    }),
  ];
  expect(otherCamera({ now: FRONT, settings: { facingMode: "user" }, cameras }))
    .toEqual(chosen("camera2 0, facing back", "environment"));
});

Deno.test("capabilities tell the side where labels are empty", () => {
  const cameras = [
    camera("", { facingMode: ["user"] }),
    camera("", { facingMode: ["environment"] }),
  ];
  expect(otherCamera({ now: FRONT, settings: { facingMode: "user" }, cameras }))
    .toEqual(BACK);
});

Deno.test("where nothing is known about the cameras, the browser is asked for the other side", () => {
  for (const cameras of [[], [camera("")], [camera("a"), camera("b")]]) {
    expect(
      otherCamera({ now: FRONT, settings: { facingMode: "user" }, cameras }),
    ).toEqual(BACK);
  }
});

Deno.test("on a desktop the other camera is the next in the list, and the first after the last", () => {
  const cameras = ["FaceTime HD Camera", "Brio 500"].map((one) => camera(one));
  const next = otherCamera({
    now: FRONT,
    settings: { deviceId: "FaceTime HD Camera" },
    cameras,
  });
  expect(next).toEqual(chosen("Brio 500", "user"));
  expect(otherCamera({
    now: next,
    settings: { deviceId: "Brio 500" },
    cameras,
  })).toEqual(cameraWithId("FaceTime HD Camera"));
});

Deno.test("the back camera of a Windows tablet is not mirrored", () => {
  const cameras = [camera("Camera Front"), camera("Camera Rear")];
  expect(
    otherCamera({
      now: FRONT,
      settings: { deviceId: "Camera Front" },
      cameras,
    }).facing,
  ).toBe("environment");
});
