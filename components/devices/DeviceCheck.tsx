import AsOthersSee from "@/components/devices/AsOthersSee.tsx";
import ConnectionCheck from "@/components/devices/ConnectionCheck.tsx";
import DeviceButtons from "@/components/devices/DeviceButtons.tsx";
import DeviceChoiceBefore from "@/components/devices/DeviceChoiceBefore.tsx";
import LightPanel from "@/components/devices/LightPanel.tsx";
import MicLevel from "@/components/devices/MicLevel.tsx";
import SpeakerCheck from "@/components/devices/SpeakerCheck.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import { useLostInputs } from "@/lib/client/interruption/lost_inputs_hook.ts";
import { deviceCheck as words } from "@/words/devices/check.ts";

export interface DeviceCheckProps {
  readonly callPage: Pick<
    CallPage,
    | "asOthersSee"
    | "audio"
    | "devices"
    | "light"
    | "microphone"
    | "page"
    | "sdkUrl"
    | "speaker"
  >;
  /** Whether to speak of the light: its words are for a client. */
  readonly checksLight?: boolean | undefined;
}

/** Camera and microphone that are on, before the call: turning them off, choosing others, and testing all that a call needs. */
export default function DeviceCheck(
  { callPage, checksLight = false }: DeviceCheckProps,
) {
  const { devices } = callPage;
  useLostInputs(callPage);
  const sees = devices.off.value.video ? null : devices.video.value;
  const hears = devices.audio.value !== null && !devices.off.value.audio;
  return (
    <div class="check">
      <DeviceButtons callPage={callPage} />
      <div class="check__row">
        {hears && <MicLevel callPage={callPage} />}
        <AsOthersSee callPage={callPage} />
      </div>
      {hears && callPage.microphone.value === "silent" && (
        <Notice tone="warning" title={words.silent.title}>
          {words.silent.text}
        </Notice>
      )}
      {checksLight && sees && (
        <LightPanel
          track={sees}
          back={devices.camera.value.facing === "environment"}
          lightResult={callPage.light}
        />
      )}
      <details class="check__more">
        <summary data-testid="check-more">{words.more}</summary>
        <div class="check__tests">
          <DeviceChoiceBefore callPage={callPage} />
          <SpeakerCheck callPage={callPage} />
          <ConnectionCheck callPage={callPage} />
        </div>
      </details>
    </div>
  );
}
