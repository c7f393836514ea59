import type { Kind } from "./devices.ts";

export const VIDEO: MediaTrackConstraints = {
  facingMode: "user",
  width: { ideal: 1280 },
  height: { ideal: 720 },
};
export const AUDIO: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

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
