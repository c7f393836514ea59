import type { Kind, MediaSource } from "./devices.ts";

/** Lists cameras or microphones. Labels are empty until access is allowed. */
export async function listInputs(
  source: Pick<MediaSource, "enumerateDevices"> | undefined,
  kind: Kind,
): Promise<MediaDeviceInfo[]> {
  return (await listAll(source)).filter((device) =>
    device.kind === `${kind}input`
  );
}

/** Lists loudspeakers; empty where the browser cannot choose one. */
export async function listSpeakers(
  source: Pick<MediaSource, "enumerateDevices"> | undefined,
): Promise<MediaDeviceInfo[]> {
  if (!canChooseSpeaker()) return [];
  return (await listAll(source)).filter((device) =>
    device.kind === "audiooutput"
  );
}

/** Leaves out entries without an id, which browsers list before access is allowed. */
async function listAll(
  source: Pick<MediaSource, "enumerateDevices"> | undefined,
): Promise<MediaDeviceInfo[]> {
  const all = await source?.enumerateDevices() ?? [];
  return all.filter((device) => device.deviceId !== "");
}

/** Safari has no `setSinkId`. */
function canChooseSpeaker(): boolean {
  return "setSinkId" in (globalThis.HTMLMediaElement?.prototype ?? {});
}
