import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Attachable, playRemote, showLocal } from "./attach.ts";
import type { Playback } from "./playback.ts";

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

/** A ref for the `<video>` or `<audio>` of a remote track. */
export function useRemoteTrack<E extends HTMLMediaElement>(
  track: Attachable | null,
  playing: Playback,
): RefObject<E> {
  const ref = useRef<E>(null);
  useEffect(() => {
    const { current } = ref;
    if (!current || !track) return undefined;
    return playRemote(current, {
      track,
      onBlocked: (blocked) => playing.report(current, blocked),
    });
  }, [track]);
  return ref;
}

/** What may change whether a `<video>` has a picture. */
const FRAME_EVENTS = ["loadeddata", "playing", "resize", "emptied"];

/** Whether the `<video>` has a picture of this track: before, it is an empty rectangle. */
export function useHasFrame(
  ref: RefObject<HTMLVideoElement>,
  track: Attachable | null,
): boolean {
  const [shown, setShown] = useState<Attachable | null>(null);
  useEffect(() => {
    const { current } = ref;
    if (!current || !track) return undefined;
    const look = () => {
      const { videoWidth, readyState } = current;
      const arrived = videoWidth > 0 &&
        readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
      setShown(arrived ? track : null);
    };
    for (const name of FRAME_EVENTS) current.addEventListener(name, look);
    look();
    return () => {
      for (const name of FRAME_EVENTS) current.removeEventListener(name, look);
    };
  }, [track]);
  return track !== null && shown === track;
}

/** Plays an element's audio on the chosen speaker, if the browser supports it. */
export function useSpeaker(
  ref: RefObject<HTMLMediaElement>,
  deviceId: string,
): void {
  useEffect(() => {
    // If the speaker is gone, the output stays as it was.
    void ref.current?.setSinkId?.(deviceId)?.catch(() => {});
  }, [deviceId]);
}
