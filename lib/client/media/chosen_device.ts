import { AUDIO, type CameraChoice, VIDEO } from "./device_constraints.ts";
import type { Kind } from "./devices.ts";

/** The constraints for a camera or microphone, chosen or any. */
export function constraintsFor(
  kind: Kind,
  deviceId?: string,
): MediaTrackConstraints {
  if (deviceId === undefined) return kind === "audio" ? AUDIO : VIDEO;
  // A chosen device may face either way.
  const { facingMode: _, ...video } = VIDEO;
  const base = kind === "audio" ? AUDIO : video;
  return { ...base, deviceId: { exact: deviceId } };
}

/** A chosen device; which way a camera faces is known once it is captured. */
export function deviceWithId(kind: Kind, deviceId: string): CameraChoice {
  return { constraints: constraintsFor(kind, deviceId), facing: "user" };
}

export function cameraWithId(deviceId: string): CameraChoice {
  return deviceWithId("video", deviceId);
}
