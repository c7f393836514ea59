import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { showLocal } from "./attach.ts";

/** A ref for the `<video>` of one of our own tracks. */
export function useLocalTrack(
  track: MediaStreamTrack | null,
): RefObject<HTMLVideoElement> {
  const ref = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (!ref.current || !track) return undefined;
    return showLocal(ref.current, track);
  }, [track]);
  return ref;
}
