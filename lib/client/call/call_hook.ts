import { effect } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { otherParty, type Party } from "@/lib/domain/call/presence.ts";
import { type Playback, playback } from "@/lib/client/media/playback.ts";
import { useLocalTrack } from "@/lib/client/media/local_track_hook.ts";
import { useInertAround } from "@/lib/client/page/page_hooks.ts";
import type { Call } from "./call.ts";
import { callConditions } from "./call_conditions.ts";
import {
  type CallNotice,
  callNotice,
  type NoticeAction,
} from "./call_notice.ts";
import type { CallPage } from "./call_page.ts";
import type { OpenPageCall } from "./page_call.ts";
import { type QualityIndicator, qualityIndicator } from "./call_quality.ts";

/** A call that lives as long as the component: joined when mounted, left when unmounted. */
export interface MountedCall {
  readonly call: Call;
  readonly notice: CallNotice | null;
  readonly mark: QualityIndicator | null;
  /** Where this person signs in and comes back; null for a client. */
  readonly signInHref: string | null;
  readonly act: (what: NoticeAction) => void;
  readonly playing: Playback;
  readonly selfVideo: RefObject<HTMLVideoElement>;
  /** For an element beside the stage: everything around the two is inert. */
  readonly anchor: RefObject<HTMLElement>;
}

export interface CallViewer {
  /** Whose page this is. */
  readonly party: Party;
  /** The other person's first name. */
  readonly name: string;
  /** Where an artist signs in and comes back; null for a client. */
  readonly signInHref: string | null;
  readonly open: OpenPageCall;
}

export function useCall(
  callPage: CallPage,
  { party, name, signInHref, open }: CallViewer,
): MountedCall {
  const { waiting, devices } = callPage;
  const call = useMemo(() => callPage.openCall(open), []);
  const playing = useMemo(playback, []);
  const wasHere = useRef(false);
  const anchor = useRef<HTMLElement>(null);

  useEffect(() => {
    call.join();
    return call.stop;
  }, []);
  // Immediately, not after the next frame: an ended call releases the devices,
  // the page then leaves the call, and a later effect would be gone with it.
  useEffect(() =>
    effect(() => {
      const { is } = call.state.value;
      if (is === "ended") waiting.ended(null);
      if (is === "elsewhere") waiting.displaced();
    }), []);

  const selfVideo = useLocalTrack(devices.video.value);
  // Until `followStage` comes, with the late parts.
  useEffect(
    () => call.local.interruptions.show({ play: playing.playAll }),
    [],
  );
  useInertAround(anchor);
  if (call.participants.value[0]) wasHere.current = true;
  const { connection, conditions } = callConditions(call, {
    name,
    blocked: playing.blocked.value,
    remoteWasHere: wasHere.current,
    signedOut: waiting.suspended.value !== null,
    signInHref,
    theirPreferences:
      waiting.snapshot.value.mediaPreferences[otherParty(party)],
    ownConnectionPoor: waiting.connectionPoor.value,
  });

  return {
    call,
    mark: qualityIndicator(call.state.value, { connection, name }),
    notice: callNotice(conditions),
    signInHref,
    act: (what) => carryOut(what, call),
    playing,
    selfVideo,
    anchor,
  };
}

/** Performs the action of a notice. */
function carryOut(what: NoticeAction, call: Call): void {
  switch (what) {
    case "rejoin":
      call.join();
      return void call.local.restore();
    // One tap for everything that the system has taken.
    case "restore":
      return void call.local.restore();
    case "reload":
      return location.reload();
    case "audio_only":
      return call.chooseMedia("audio");
    case "video":
      return call.chooseMedia("video");
    case "stop_sharing":
      return call.screen.stop();
  }
}
