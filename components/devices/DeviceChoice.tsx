import { DeviceSelect } from "@/components/devices/DeviceSelect.tsx";
import type { Kind } from "@/lib/client/media/devices.ts";
import { useDeviceLists } from "@/lib/client/media/device_hooks.ts";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import { deviceCheck as words } from "@/words/devices/check.ts";

/**
 * Chooses camera and microphone, if there is a choice.
 *
 * @param speaker whether to offer the speakers too
 */
export default function DeviceChoice({ callPage, choose, speaker }: {
  readonly callPage: Pick<CallPage, "devices" | "speaker">;
  readonly choose: (kind: Kind, deviceId: string) => Promise<unknown>;
  readonly speaker?: boolean;
}) {
  const { devices } = callPage;
  const lists = useDeviceLists(devices);
  const inUse = (kind: Kind) => devices[kind].value?.getSettings().deviceId;
  const take = (kind: Kind) => async (id: string, list: HTMLSelectElement) => {
    await choose(kind, id).catch(() => {});
    // One that did not start is not the one in use.
    const used = inUse(kind);
    for (const option of list.options) {
      if (option.value === used) option.selected = true;
    }
  };
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
            value={callPage.speaker.value || "default"}
            onChoose={(id) => void (callPage.speaker.value = id)}
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
  readonly onChoose: (deviceId: string, list: HTMLSelectElement) => unknown;
}) {
  if (devices.length < 2) return null;
  return (
    <DeviceSelect
      kind={kind}
      devices={devices.map(({ deviceId, label }, i) => ({
        id: deviceId,
        label: label || words.unnamed({ number: i + 1 }),
      }))}
      value={value}
      onChange={({ currentTarget: list }) => onChoose(list.value, list)}
    />
  );
}
