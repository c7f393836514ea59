import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { DeviceSelect } from "@/components/DeviceSelect.tsx";
import type { Kind } from "@/lib/client/devices.ts";
import type { Visit } from "@/lib/client/visit.ts";

type Listed = readonly { id: string; label: string }[];

/** Chooses camera and microphone, where there is a choice. */
export default function DeviceChoice({ visit, choose }: {
  readonly visit: Visit;
  readonly choose: (kind: Kind, deviceId: string) => Promise<void>;
}) {
  const { devices } = visit;
  const lists = useSignal<Record<Kind, Listed>>({ audio: [], video: [] });
  const video = devices.video.value;
  const audio = devices.audio.value;

  useEffect(() => {
    let wanted = true;
    const look = async () => {
      const [audio, video] = await Promise.all([
        devices.list("audio"),
        devices.list("video"),
      ]);
      if (wanted) lists.value = { audio: named(audio), video: named(video) };
    };
    void look();
    const media = navigator.mediaDevices;
    media?.addEventListener("devicechange", look);
    return () => {
      wanted = false;
      media?.removeEventListener("devicechange", look);
    };
  }, [video, audio]);

  return (
    <>
      {(["video", "audio"] as const).map((kind) => (
        lists.value[kind].length > 1
          ? (
            <DeviceSelect
              key={kind}
              kind={kind === "video" ? "camera" : "microphone"}
              devices={lists.value[kind]}
              value={(kind === "video" ? video : audio)?.getSettings().deviceId}
              onChange={(event) =>
                void choose(kind, event.currentTarget.value).catch(() => {})}
            />
          )
          : null
      ))}
    </>
  );
}

function named(devices: readonly MediaDeviceInfo[]): Listed {
  return devices.map(({ deviceId, label }, i) => ({
    id: deviceId,
    label: label || `Device ${i + 1}`,
  }));
}
