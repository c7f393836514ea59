import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { tryPlay } from "./attach.ts";
import type { Playback } from "./playback.ts";

/**
 * A remote track of the SDK. It must be shown through `attach`, or the SDK
 * assumes that nobody watches and Twilio stops sending.
 */
export interface Attachable {
  attach(element: HTMLMediaElement): unknown;
  detach(element: HTMLMediaElement): unknown;
}

/** Plays a remote track in an element. Returns the undo. */
function playRemote(element: HTMLMediaElement, { track, onBlocked }: {
  readonly track: Attachable;
  /** Called with true when the browser requires a tap before it plays (iOS in Low Power Mode; audio before any gesture), with false once it plays. */
  readonly onBlocked: (blocked: boolean) => void;
}): () => void {
  track.attach(element);
  void tryPlay(element, onBlocked);
  return () => {
    track.detach(element);
    onBlocked(false);
  };
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
    const stop = playRemote(current, {
      track,
      onBlocked: (blocked) => playing.report(current, blocked),
    });
    const unfollow = playing.follow(current);
    return () => {
      // First: an element without its track is paused by us.
      unfollow();
      stop();
    };
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
