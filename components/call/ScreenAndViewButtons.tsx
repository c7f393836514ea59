import { CallButton } from "@/components/call/CallControls.tsx";
import type { Call } from "@/lib/client/call/call.ts";
import { viewSwitch } from "@/lib/client/call/call_layout.ts";
import { canShareScreen } from "@/lib/client/call/screen_share.ts";
import type { CallPage } from "@/lib/client/call/call_page.ts";

/** Screen sharing, if the browser supports it, and the layout of the tiles. */
export default function ScreenAndViewButtons({ call, callPage }: {
  readonly call: Call;
  readonly callPage: Pick<CallPage, "view">;
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
        {...viewSwitch(callPage.view, call.participants.value)}
        data-testid="view"
      />
    </>
  );
}
