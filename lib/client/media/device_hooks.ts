import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { listInputs, listSpeakers } from "./device_lists.ts";
import type { Devices, Kind } from "./devices.ts";

export type DeviceLists = Readonly<
  Record<Kind | "speaker", readonly MediaDeviceInfo[]>
>;

/** The available devices, updated as they are plugged in and out. */
export function useDeviceLists(devices: Devices): DeviceLists {
  const lists = useSignal<DeviceLists>({ audio: [], video: [], speaker: [] });
  const video = devices.video.value;
  const audio = devices.audio.value;
  useEffect(() => {
    let wanted = true;
    const look = async () => {
      const [audio, video, speaker] = await Promise.all([
        listInputs(devices, "audio"),
        listInputs(devices, "video"),
        listSpeakers(devices),
      ]);
      if (wanted) lists.value = { audio, video, speaker };
    };
    void look();
    const media = navigator.mediaDevices;
    media?.addEventListener("devicechange", look);
    return () => {
      wanted = false;
      media?.removeEventListener("devicechange", look);
    };
  }, [video, audio]);
  return lists.value;
}
