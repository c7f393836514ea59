export type Facing = "user" | "environment";

/** Which device the next capture takes. */
export interface DeviceChoice {
  readonly constraints: MediaTrackConstraints;
}

/** Which camera the next capture takes. */
export interface CameraChoice extends DeviceChoice {
  /** The front camera is mirrored, the other is not. */
  readonly facing: Facing;
}

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

/** The front camera, or whatever there is. */
export const ANY_CAMERA: CameraChoice = { constraints: VIDEO, facing: "user" };
export const ANY_MICROPHONE: DeviceChoice = { constraints: AUDIO };

/** The choice with the facing that the captured track reports. Desktop cameras report none: then the choice stays. */
export function asCaptured(
  choice: CameraChoice,
  track: Pick<MediaStreamTrack, "getSettings">,
): CameraChoice {
  const { facingMode } = track.getSettings();
  const known = facingMode === "user" || facingMode === "environment";
  return known && facingMode !== choice.facing
    ? { ...choice, facing: facingMode }
    : choice;
}
