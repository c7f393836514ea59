import type { Devices, Kind } from "./devices.ts";

type Listing = Pick<Devices, "source">;

/** Lists cameras or microphones. Labels are empty until access is allowed. */
export async function listInputs(
  devices: Listing,
  kind: Kind,
): Promise<MediaDeviceInfo[]> {
  return (await listAll(devices)).filter((device) =>
    device.kind === `${kind}input`
  );
}

/** Lists loudspeakers; empty where the browser cannot choose one. */
export async function listSpeakers(
  devices: Listing,
): Promise<MediaDeviceInfo[]> {
  if (!canChooseSpeaker()) return [];
  return (await listAll(devices)).filter((device) =>
    device.kind === "audiooutput"
  );
}

/** Leaves out entries without an id, which browsers list before access is allowed. */
async function listAll({ source }: Listing): Promise<MediaDeviceInfo[]> {
  const all = await source?.enumerateDevices() ?? [];
  return all.filter((device) => device.deviceId !== "");
}

/**
 * Whether a page can choose the speaker. Safari on iPhones has no `setSinkId`:
 * the system decides, and the person changes it in the Control Centre.
 */
export function canChooseSpeaker(): boolean {
  return "setSinkId" in (globalThis.HTMLMediaElement?.prototype ?? {});
}
