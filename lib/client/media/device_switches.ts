/** What a person, or the system, changes about one device while the other goes on. */
import { deviceWithId } from "./chosen_device.ts";
import { listInputs } from "./device_lists.ts";
import type { Devices, Kind } from "./devices.ts";
import type { OtherCamera } from "./other_camera.ts";

/** Turns one off at once, whatever it waits for: a camera captures nothing then, a microphone is muted. */
export function turnOff(devices: Devices, kind: Kind): void {
  devices.switched(kind, false);
  if (kind === "video") return devices.inputs.replace(kind, null);
  const track = devices.audio.peek();
  if (track) track.enabled = false;
}

/** Turns one on, as it was chosen, or any if that one is gone. */
export async function turnBackOn(devices: Devices, kind: Kind): Promise<void> {
  devices.switched(kind, true);
  const isLive = () => {
    const track = devices[kind].peek();
    if (track?.readyState !== "live") return false;
    track.enabled = true;
    return true;
  };
  if (isLive()) return;
  await devices.inTurn(kind, async () => {
    if (!isLive() && !devices.off.peek()[kind]) await devices.start(kind);
  });
}

/**
 * Switches to the other camera, without touching audio. Where there is none, or
 * it is busy, the first one comes back.
 *
 * @param other says which one that is (`otherCamera`)
 */
export async function flipCamera(
  devices: Devices,
  other: OtherCamera,
): Promise<void> {
  // A second tap during the flip is the same wish.
  if (devices.inTurn.isBusy("video")) return;
  await devices.inTurn("video", async () => {
    const track = devices.video.peek();
    if (!track) return;
    const isCurrent = devices.inputs.moment();
    const next = other({
      now: devices.camera.peek(),
      settings: track.getSettings(),
      cameras: await listInputs(devices, "video"),
    });
    if (!isCurrent()) return;
    devices.choose("video", next);
    await devices.start("video");
  });
}

/**
 * Switches to another device of this kind; the old one is released first, and
 * comes back if the other does not start: then the result is false. A camera
 * that is off is only remembered.
 */
export async function chooseDevice(
  devices: Devices,
  { kind, deviceId }: { readonly kind: Kind; readonly deviceId: string },
): Promise<boolean> {
  const problem = await devices.inTurn(kind, () => {
    devices.choose(kind, deviceWithId(kind, deviceId));
    return devices.start(kind);
  });
  return !problem;
}

/** What follows what the system does to the devices. */
export type TakenDevices = Pick<Devices, "inTurn" | "inputs" | "start">;

/** Captures one again as it was chosen, or any, if it `isLost` once its turn has come. */
export async function captureAgain(
  { inTurn, start }: TakenDevices,
  kind: Kind,
  isLost: () => boolean,
): Promise<void> {
  await inTurn(kind, () => isLost() ? start(kind) : null);
}

/** Records that somebody else has it. */
export function noteTaken({ inputs }: TakenDevices, kind: Kind): void {
  inputs.replace(kind, null);
  inputs.note({ [kind]: "busy" });
}

/** Takes over a track that replaced the one of its kind: the SDK restarts them. */
export function adopt(
  { inputs, problems }: Pick<Devices, "inputs" | "problems">,
  track: MediaStreamTrack,
): void {
  const kind = track.kind as Kind;
  inputs.replace(kind, track);
  // The call has captured again what the system took.
  const works = track.readyState === "live";
  if (works && problems.peek()[kind]) inputs.note({ [kind]: null });
}
