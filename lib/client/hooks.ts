/** Preact hooks that tie the modules beside this file to a mounted island. */
import { effect, type ReadonlySignal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { otherParty, type Party } from "@/lib/domain/presence.ts";
import { type Attachable, playRemote, showLocal } from "./attach.ts";
import type { Call } from "./call.ts";
import { type CallNotice, callNotice } from "./call_notice.ts";
import { type LineMark, lineMark } from "./call_quality.ts";
import type { Kind } from "./devices.ts";
import { undos } from "./browser.ts";
import { chime } from "./chime.ts";
import { startLevelMeter } from "./level_meter.ts";
import { type Playback, playback } from "./playback.ts";
import { startVisit, type Visit, type VisitOptions } from "./visit.ts";
import { isWeak, type LineFacts, sideOf } from "./weak_side.ts";

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
  playing: Playback,
): RefObject<E> {
  const ref = useRef<E>(null);
  useEffect(() => {
    const { current } = ref;
    if (!current || !track) return undefined;
    return playRemote(
      current,
      track,
      (blocked) => playing.report(current, blocked),
    );
  }, [track]);
  return ref;
}

/** Lets an element's sound come from the chosen loudspeaker, where the browser can. */
export function useSpeaker(
  ref: RefObject<HTMLMediaElement>,
  deviceId: string,
): void {
  useEffect(() => {
    // A loudspeaker that is gone leaves the sound where it was.
    void ref.current?.setSinkId?.(deviceId)?.catch(() => {});
  }, [deviceId]);
}

export type DeviceLists = Readonly<
  Record<Kind | "speaker", readonly MediaDeviceInfo[]>
>;

/** The devices to choose from, as they come and go. */
export function useDeviceLists({ devices }: Visit): DeviceLists {
  const lists = useSignal<DeviceLists>({ audio: [], video: [], speaker: [] });
  const video = devices.video.value;
  const audio = devices.audio.value;
  useEffect(() => {
    let wanted = true;
    const look = async () => {
      const [audio, video, speaker] = await Promise.all([
        devices.list("audio"),
        devices.list("video"),
        devices.speakers(),
      ]);
      if (wanted) lists.value = { audio, video, speaker };
    };
    void look();
    const media = navigator.mediaDevices;
    media?.addEventListener("devicechange", look);
    return () => {
      wanted = false;
      media?.removeEventListener("devicechange", look);
    };
  }, [video, audio]);
  return lists.value;
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
  readonly mark: LineMark | null;
  readonly act: (what: NonNullable<CallNotice["action"]>["does"]) => void;
  readonly playing: Playback;
  readonly selfVideo: RefObject<HTMLVideoElement>;
  /** For an element beside the stage: whatever is around the two cannot be reached. */
  readonly anchor: RefObject<HTMLElement>;
}

/**
 * @param party whose page this is
 * @param name the other person's first name
 */
export function useCall(
  visit: Visit,
  party: Party,
  name: string,
): MountedCall {
  const call = useMemo(() => visit.openCall(), []);
  const playing = useMemo(playback, []);
  const wasHere = useRef(false);
  const anchor = useRef<HTMLElement>(null);
  const { local } = call;

  useEffect(() => {
    call.join();
    return call.stop;
  }, []);
  // At once, and not after the next frame: an ended call lets go of the devices, the
  // page leaves the call for that, and an effect that comes later would be gone with it.
  useEffect(() =>
    effect(() => {
      const { is } = call.state.value;
      if (is === "ended") visit.waiting.ended(null);
      if (is === "elsewhere") visit.waiting.displaced();
    }), []);

  const selfVideo = useLocalTrack(visit.devices.video.value);
  useInertAround(anchor);
  const remote = call.people.value[0];
  if (remote) wasHere.current = true;
  const said = visit.waiting.snapshot.value.says[otherParty(party)];
  const line: LineFacts = {
    by: call.measuredBy.value,
    own: call.quality.value,
    other: remote ? call.qualities.value.get(remote.sid) ?? null : null,
    ownWayPoor: visit.waiting.poorWay.value,
    theirWayPoor: said.poorWay,
  };

  return {
    call,
    mark: lineMark(call.state.value, line, name),
    notice: callNotice({
      state: call.state.value,
      restored: call.restored.value,
      blocked: playing.blocked.value,
      interrupted: local.interrupted.value,
      unsent: call.unsent.value,
      shareFailed: call.screen.failed.value,
      remoteHere: remote !== undefined,
      remoteWasHere: wasHere.current,
      remoteReconnecting: remote?.reconnecting ?? false,
      remoteMuted: remote?.muted ?? false,
      remoteCameraOff: remote?.cameraOff ?? false,
      remoteHeldBack: said.heldBack || isWeak(line.other),
      unwatched: call.unwatched.value,
      sendsPicture: call.sendsPicture.value,
      heldBack: call.heldBack.value,
      side: sideOf(line),
      soundOnly: call.soundOnly.value.is,
      sharing: call.screen.captured.value !== null,
      name,
    }),
    act(what) {
      switch (what) {
        case "rejoin":
          return call.join();
        case "restore":
          return void local.restore().catch(() => {});
        case "play":
          return playing.playAll();
        case "sound_only":
          return call.choosePicture("sound");
        case "picture":
          return call.choosePicture("picture");
        case "stop_sharing":
          return call.screen.stop();
      }
    },
    playing,
    selfVideo,
    anchor,
  };
}
