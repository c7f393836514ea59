import { useSignal } from "@preact/signals";
import DeviceChoice from "@/components/devices/DeviceChoice.tsx";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import { listInputs } from "@/lib/client/media/device_lists.ts";
import { chooseDevice } from "@/lib/client/media/device_switches.ts";
import type { Kind } from "@/lib/client/media/devices.ts";
import { deviceCheck as words } from "@/words/devices/check.ts";

/** Chooses devices before the call, and says which one did not start. */
export default function DeviceChoiceBefore({ callPage }: {
  readonly callPage: Pick<CallPage, "devices" | "speaker">;
}) {
  const { devices } = callPage;
  const failed = useSignal<string | null>(null);

  async function choose(kind: Kind, deviceId: string): Promise<void> {
    failed.value = null;
    if (await chooseDevice(devices, { kind, deviceId })) return;
    const all = await listInputs(devices, kind);
    failed.value = all.find((one) => one.deviceId === deviceId)?.label ?? "";
  }

  return (
    <>
      <DeviceChoice callPage={callPage} choose={choose} speaker />
      <div role="status">
        {failed.value !== null && (
          <p>{words.notStarted({ device: failed.value })}</p>
        )}
      </div>
    </>
  );
}
