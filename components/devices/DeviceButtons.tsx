import { CallButton, CallControls } from "@/components/call/CallControls.tsx";
import { otherCamera } from "@/lib/client/media/other_camera.ts";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import type { Kind } from "@/lib/client/media/devices.ts";
import { useDeviceLists } from "@/lib/client/media/device_hooks.ts";
import {
  flipCamera,
  turnBackOn,
  turnOff,
} from "@/lib/client/media/device_switches.ts";
import { deviceCheck as words } from "@/words/devices/check.ts";

/** Camera and microphone off and on, and the other camera. */
export default function DeviceButtons({ callPage }: {
  readonly callPage: Pick<CallPage, "devices">;
}) {
  const { devices } = callPage;
  const cameras = useDeviceLists(devices).video;
  const isOn = (kind: Kind) =>
    devices[kind].value !== null && !devices.off.value[kind];
  const toggle = (kind: Kind) => () =>
    isOn(kind) ? turnOff(devices, kind) : void turnBackOn(devices, kind);
  return (
    <CallControls label={words.controls} class="check__buttons">
      <CallButton
        kind="camera"
        pressed={isOn("video")}
        onClick={toggle("video")}
        data-testid="check-camera"
      />
      {cameras.length > 1 && (
        <CallButton
          kind="flip"
          disabled={!isOn("video")}
          onClick={() => void flipCamera(devices, otherCamera)}
          data-testid="check-flip"
        />
      )}
      <CallButton
        kind="microphone"
        pressed={isOn("audio")}
        onClick={toggle("audio")}
        data-testid="check-microphone"
      />
    </CallControls>
  );
}
