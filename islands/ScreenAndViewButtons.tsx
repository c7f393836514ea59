import { CallButton } from "@/components/CallControls.tsx";
import type { Call } from "@/lib/client/call.ts";
import { canShareScreen } from "@/lib/client/screen_share.ts";
import type { Visit } from "@/lib/client/visit.ts";

/** Sharing one's screen, where the browser can, and how the pictures are laid out. */
export default function ScreenAndViewButtons({ call, visit }: {
  readonly call: Call;
  readonly visit: Visit;
}) {
  const gallery = visit.view.value === "gallery";
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
        pressed={gallery}
        onClick={() => visit.view.value = gallery ? "speaker" : "gallery"}
        data-testid="view"
      />
    </>
  );
}
