import { Button } from "@/components/ui/Button.tsx";
import type { MountedCall } from "@/lib/client/call/call_hook.ts";
import { viewSwitch } from "@/lib/client/call/call_layout.ts";
import { showsVideo } from "@/lib/client/network/audio_only.ts";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import DeviceChoice from "@/components/devices/DeviceChoice.tsx";
import { callSettings as words } from "@/words/call/settings.ts";

/** The settings during a call: layout, video, devices. */
export default function CallSettings({ callPage, room }: {
  readonly callPage: Pick<CallPage, "devices" | "speaker" | "view">;
  readonly room: MountedCall;
}) {
  const { call } = room;
  const { pressed, ...view } = viewSwitch(
    callPage.view,
    call.participants.value,
  );
  const withVideo = showsVideo(call.audioOnly.value);
  return (
    <div class="settings">
      <div class="row">
        <Button
          type="button"
          size="small"
          class="settings__view"
          aria-pressed={pressed ? "true" : "false"}
          {...view}
          data-testid="view-setting"
        >
          {words.gallery}
        </Button>
        <Button
          type="button"
          size="small"
          aria-pressed={withVideo ? "false" : "true"}
          onClick={() => call.chooseMedia(withVideo ? "audio" : "video")}
          data-testid="sound-only"
        >
          {words.audioOnly}
        </Button>
      </div>
      <DeviceChoice callPage={callPage} choose={call.local.choose} speaker />
    </div>
  );
}
