import { CallButton } from "@/components/CallControls.tsx";
import type { Call } from "@/lib/client/call.ts";
import { viewSwitch } from "@/lib/client/pictures.ts";
import { canShareScreen } from "@/lib/client/screen_share.ts";
import type { Visit } from "@/lib/client/visit.ts";

/** Sharing one's screen, where the browser can, and how the pictures are laid out. */
export default function ScreenAndViewButtons({ call, visit }: {
  readonly call: Call;
  readonly visit: Visit;
}) {
  return (
    <>
      {canShareScreen()
        ? (
          <CallButton
            kind="share"
            pressed={call.screen.captured.value !== null}
            onClick={() => void call.toggleScreen()}
            data-testid="share"
          />
        )
        : null}
      <CallButton
        kind="view"
        class="call-button--wide"
        {...viewSwitch(visit.view, call.people.value)}
        data-testid="view"
      />
    </>
  );
}
