import { Button } from "@/components/Button.tsx";
import type { MountedCall } from "@/lib/client/hooks.ts";
import { viewSwitch } from "@/lib/client/pictures.ts";
import { withPictures } from "@/lib/client/sound_only.ts";
import type { Visit } from "@/lib/client/visit.ts";
import DeviceChoice from "./DeviceChoice.tsx";

/** What a person may want to change during the call: how it is laid out, whether it has pictures, which devices. */
export default function CallSettings({ visit, room }: {
  readonly visit: Visit;
  readonly room: MountedCall;
}) {
  const { call } = room;
  const { pressed, ...view } = viewSwitch(visit.view, call.people.value);
  const withPicture = withPictures(call.soundOnly.value);
  return (
    <div class="settings">
      <div class="row">
        <Button
          type="button"
          size="small"
          aria-pressed={pressed ? "true" : "false"}
          {...view}
          data-testid="view-setting"
        >
          Gallery view
        </Button>
        <Button
          type="button"
          size="small"
          aria-pressed={withPicture ? "false" : "true"}
          onClick={() => call.choosePicture(withPicture ? "sound" : "picture")}
          data-testid="sound-only"
        >
          Sound only
        </Button>
      </div>
      <DeviceChoice visit={visit} choose={call.local.choose} speaker />
    </div>
  );
}
