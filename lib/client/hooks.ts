/** Preact hooks that tie the modules beside this file to a mounted island. */
import {
  type ReadonlySignal,
  type Signal,
  useSignal,
  useSignalEffect,
} from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Party } from "@/lib/domain/presence.ts";
import { type Attachable, playRemote, showLocal, tryPlay } from "./attach.ts";
import type { Call } from "./call.ts";
import { type CallNotice, callNotice } from "./call_notice.ts";
import { undos } from "./browser.ts";
import { chime } from "./chime.ts";
import { startLevelMeter } from "./level_meter.ts";
import { startVisit, type Visit, type VisitOptions } from "./visit.ts";

/** The visit, or null on the server and before the island is mounted. */
export function useVisit(party: Party, options: VisitOptions): Visit | null {
  const visit = useSignal<Visit | null>(null);
  useEffect(() => {
    const started = visit.value = startVisit(party, options);
    return started.stop;
  }, []);
  return visit.value;
}

/** A ref for the `<video>` that shows one of our own tracks. */
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

/** A ref for the `<video>` or `<audio>` that plays a track of the other side. */
export function useRemoteTrack<E extends HTMLMediaElement>(
  track: Attachable | null,
  blocked: Signal<boolean>,
): RefObject<E> {
  const ref = useRef<E>(null);
  useEffect(() => {
    if (!ref.current || !track) return undefined;
    return playRemote(ref.current, track, (yes) => blocked.value = yes);
  }, [track]);
  return ref;
}

/** How loud the microphone is, 0 to 1. */
export function useLevel(
  track: MediaStreamTrack | null,
  audio: () => AudioContext | null,
): ReadonlySignal<number> {
  const level = useSignal(0);
  useEffect(() => {
    const context = audio();
    level.value = 0;
    if (!track || !context) return undefined;
    return startLevelMeter(track, context, (value) => {
      // In the meter's own steps, so that silence draws nothing.
      level.value = Math.round(value * 12) / 12;
    });
  }, [track]);
  return level;
}

/** Sets the tab's title while mounted, and puts the old one back. */
export function useTitle(title: string | null): void {
  useEffect(() => {
    if (title === null) return undefined;
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);
}

/** Rings softly when somebody arrives, if a tap has allowed sound. */
export function useArrivalChime(here: boolean, visit: Visit | null): void {
  const wasHere = useRef(here);
  useEffect(() => {
    const audio = visit?.audio();
    if (here && !wasHere.current && audio) chime(audio);
    wasHere.current = here;
  }, [here]);
}

/**
 * Moves the focus to the page's main part when one view takes the place of
 * another: the button that had it is gone, and screen readers read on from there.
 */
export function useFocusOn(view: string): void {
  const before = useRef(view);
  useEffect(() => {
    if (before.current === view) return;
    before.current = view;
    document.getElementById("main")?.focus({ preventScroll: true });
  }, [view]);
}

/**
 * Makes everything around the component inert while it is mounted: a call covers
 * the whole page, and the focus must not wander to what lies under it.
 */
function useInertAround(inside: RefObject<Element>): void {
  useEffect(() => {
    const stops = undos();
    let node: Element | null = inside.current?.parentElement ?? null;
    for (
      ;
      node?.parentElement && node !== document.body;
      node = node.parentElement
    ) {
      for (const other of node.parentElement.children) {
        if (other === node || !(other instanceof HTMLElement) || other.inert) {
          continue;
        }
        other.inert = true;
        stops.add(() => {
          other.inert = false;
        });
      }
    }
    return stops.run;
  }, []);
}

/** A call that lives as long as the component: joined when mounted, left when not. */
export interface MountedCall {
  readonly call: Call;
  readonly notice: CallNotice | null;
  readonly act: (what: NonNullable<CallNotice["action"]>["does"]) => void;
  readonly selfVideo: RefObject<HTMLVideoElement>;
  readonly remoteVideo: RefObject<HTMLVideoElement>;
  readonly remoteAudio: RefObject<HTMLAudioElement>;
}

/** @param name the other person's first name */
export function useCall(visit: Visit, name: string): MountedCall {
  const call = useMemo(() => visit.openCall(), []);
  const videoBlocked = useSignal(false);
  const audioBlocked = useSignal(false);
  const wasHere = useRef(false);
  const { remote, local } = call;

  useEffect(() => {
    call.join();
    return call.stop;
  }, []);
  useSignalEffect(() => {
    const { is } = call.state.value;
    if (is === "ended") visit.waiting.ended(null);
    if (is === "elsewhere") visit.waiting.displaced();
  });

  const selfVideo = useLocalTrack(visit.devices.video.value);
  const remoteVideo = useRemoteTrack<HTMLVideoElement>(
    remote.video.value,
    videoBlocked,
  );
  const remoteAudio = useRemoteTrack<HTMLAudioElement>(
    remote.audio.value,
    audioBlocked,
  );
  useInertAround(remoteAudio);
  if (remote.here.value) wasHere.current = true;

  return {
    call,
    notice: callNotice({
      state: call.state.value,
      restored: call.restored.value,
      blocked: videoBlocked.value || audioBlocked.value,
      interrupted: local.interrupted.value,
      remoteHere: remote.here.value,
      remoteWasHere: wasHere.current,
      remoteReconnecting: remote.reconnecting.value,
      remoteMuted: remote.muted.value,
      remoteCameraOff: remote.cameraOff.value,
      name,
    }),
    act(what) {
      switch (what) {
        case "rejoin":
          return call.join();
        case "restore":
          return void local.restore().catch(() => {});
        case "play":
          for (
            const [element, blocked] of [
              [remoteVideo.current, videoBlocked],
              [remoteAudio.current, audioBlocked],
            ] as const
          ) {
            if (element) void tryPlay(element, (yes) => blocked.value = yes);
          }
      }
    },
    selfVideo,
    remoteVideo,
    remoteAudio,
  };
}
