import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { AsOthersSeeButton } from "@/components/devices/AsOthersSeeButton.tsx";
import { Button } from "@/components/ui/Button.tsx";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import {
  canPictureInPicture,
  togglePictureInPicture,
} from "@/lib/client/call/stage/picture_in_picture.ts";
import { canChooseSpeaker } from "@/lib/client/media/device_lists.ts";
import { callSettings as words, sharedScreen } from "@/words/call/settings.ts";

/** How the client sees the call: themselves as others do, a small window, the full screen; and where the sound comes from. */
export default function ViewSettings({ callPage, otherName }: {
  readonly callPage: Pick<CallPage, "facts" | "asOthersSee">;
  /** First name. */
  readonly otherName: string;
}) {
  const { asOthersSee, facts } = callPage;
  return (
    <div class="settings">
      <div class="row">
        <AsOthersSeeButton asOthersSee={asOthersSee} testId="true-view" />
        <SmallWindow otherName={otherName} />
        <FullScreen />
      </div>
      {canChooseSpeaker()
        ? null
        : <p class="soft">{words.soundRoute[facts.platform]}</p>}
    </div>
  );
}

function SmallWindow({ otherName }: { readonly otherName: string }) {
  const able = useSignal(false);
  const refused = useSignal(false);
  useEffect(() => {
    const video = otherVideo();
    able.value = video !== null && canPictureInPicture(video);
  }, []);
  if (!able.value) return null;
  const toggle = async () => {
    const video = otherVideo();
    if (video) await togglePictureInPicture(video);
  };
  return (
    <>
      <Button
        type="button"
        size="small"
        onClick={() => void toggle().catch(() => refused.value = true)}
        data-testid="picture-in-picture"
      >
        {words.smallWindow({ name: otherName })}
      </Button>
      {refused.value ? <p role="status">{words.noSmallWindow}</p> : null}
    </>
  );
}

/** Where the browser has it for more than videos: not on iPhones, where the call fills the page anyway. */
function FullScreen() {
  const able = useSignal(false);
  const on = useSignal(false);
  useEffect(() => {
    able.value = document.fullscreenEnabled;
    const follow = () => void (on.value = document.fullscreenElement !== null);
    follow();
    document.addEventListener("fullscreenchange", follow);
    return () => document.removeEventListener("fullscreenchange", follow);
  }, []);
  if (!able.value) return null;
  const toggle = () =>
    document.fullscreenElement
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen();
  return (
    <Button
      type="button"
      size="small"
      aria-pressed={on.value ? "true" : "false"}
      onClick={() => void toggle().catch(() => {})}
      data-testid="full-screen"
    >
      {sharedScreen.fullScreen}
    </Button>
  );
}

/** The other person's video on this page. */
function otherVideo(): HTMLVideoElement | null {
  return document.querySelector(".stage__main video, .stage__equal video");
}
