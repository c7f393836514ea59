import { DeviceSelect } from "@/components/DeviceSelect.tsx";
import type { Kind } from "@/lib/client/devices.ts";
import { useDeviceLists } from "@/lib/client/hooks.ts";
import type { Visit } from "@/lib/client/visit.ts";

/**
 * Chooses camera and microphone, where there is a choice.
 *
 * @param speaker whether to choose the loudspeaker too
 */
export default function DeviceChoice({ visit, choose, speaker }: {
  readonly visit: Visit;
  readonly choose: (kind: Kind, deviceId: string) => Promise<void>;
  readonly speaker?: boolean;
}) {
  const { devices } = visit;
  const lists = useDeviceLists(visit);
  const inUse = (kind: Kind) => devices[kind].value?.getSettings().deviceId;
  const take = (kind: Kind) => (id: string) =>
    void choose(kind, id).catch(() => {});
  return (
    <>
      <Choice
        kind="camera"
        devices={lists.video}
        value={inUse("video")}
        onChoose={take("video")}
      />
      <Choice
        kind="microphone"
        devices={lists.audio}
        value={inUse("audio")}
        onChoose={take("audio")}
      />
      {speaker
        ? (
          <Choice
            kind="speaker"
            devices={lists.speaker}
            value={visit.speaker.value || "default"}
            onChoose={(id) => visit.speaker.value = id}
          />
        )
        : null}
    </>
  );
}

function Choice({ kind, devices, value, onChoose }: {
  readonly kind: "camera" | "microphone" | "speaker";
  readonly devices: readonly MediaDeviceInfo[];
  readonly value: string | undefined;
  readonly onChoose: (deviceId: string) => void;
}) {
  if (devices.length < 2) return null;
  return (
    <DeviceSelect
      kind={kind}
      devices={devices.map(({ deviceId, label }, i) => ({
        id: deviceId,
        label: label || `Device ${i + 1}`,
      }))}
      value={value}
      onChange={(event) => onChoose(event.currentTarget.value)}
    />
  );
}
