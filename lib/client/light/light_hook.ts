import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { showLocal } from "@/lib/client/media/attach.ts";
import { type LightCheck, lightCheckOf } from "./light_check.ts";

/**
 * Checks the light while there is a track, in the page's own view of it: iPhones
 * may show no frames of a `<video>` that is not in the page. That view may come
 * after the track, and be replaced.
 */
export function useLightCheck(
  track: MediaStreamTrack | null,
  { seesFace }: { readonly seesFace: boolean },
): LightCheck | null {
  const check = useSignal<LightCheck | null>(null);
  useEffect(() => {
    if (!track) return undefined;
    const own = hiddenVideo(track);
    const started = lightCheckOf(track, {
      video: () => shownIn(document, track) ?? own.element(),
      seesFace,
    });
    check.value = started;
    return () => {
      check.value = null;
      started?.stop();
      own.hide();
    };
  }, [track, seesFace]);
  return check.value;
}

/** A `<video>` outside the page, where the page shows none; made when it is needed. */
function hiddenVideo(track: MediaStreamTrack) {
  let made: HTMLVideoElement | null = null;
  let hide = () => {};
  return {
    element(): HTMLVideoElement {
      if (made) return made;
      made = document.createElement("video");
      made.playsInline = true;
      hide = showLocal(made, track);
      return made;
    },
    hide: () => hide(),
  };
}

/** The page's own `<video>` of a track, or null. */
function shownIn(
  page: ParentNode,
  track: MediaStreamTrack,
): HTMLVideoElement | null {
  return [...page.querySelectorAll("video")].find(({ srcObject }) =>
    srcObject instanceof MediaStream && srcObject.getTracks().includes(track)
  ) ?? null;
}
