import type { MediaPreferences } from "@/lib/domain/call/presence.ts";
import {
  type ConnectionFacts,
  isWeak,
  sideOf,
} from "@/lib/client/network/weak_connection.ts";
import type { Call } from "./call.ts";
import type { CallConditions } from "./call_notice.ts";

/** Facts that the page knows and the call does not. */
export interface PageConditions {
  /** First name of the other person. */
  readonly name: string;
  /** The browser waits for a tap before it plays audio or video. */
  readonly blocked: boolean;
  readonly remoteWasHere: boolean;
  readonly signedOut: boolean;
  readonly signInHref: string | null;
  /** The media preferences of the other person's page. */
  readonly theirPreferences: MediaPreferences;
  /** Our own connection to the server is poor. */
  readonly ownConnectionPoor: boolean;
}

/** Reads a call's signals into the facts that the quality indicator and the notice are decided from. */
export function callConditions(
  call: Call,
  { theirPreferences, ownConnectionPoor, ...beside }: PageConditions,
): {
  readonly connection: ConnectionFacts;
  readonly conditions: CallConditions;
} {
  const remote = call.participants.value[0];
  const connection: ConnectionFacts = {
    by: call.measuredBy.value,
    own: call.quality.value,
    // What a busy phone does not send is not the connection's fault.
    other: remote && !call.otherBusy.value
      ? call.qualities.value.get(remote.sid) ?? null
      : null,
    ownConnectionPoor,
    remoteConnectionPoor: theirPreferences.connectionPoor,
  };
  const conditions: CallConditions = {
    ...beside,
    state: call.state.value,
    restored: call.restored.value,
    interruption: call.local.interruption.value,
    remoteBusy: call.otherBusy.value,
    unsent: call.unsent.value,
    shareFailed: call.screen.failed.value,
    remoteHere: remote !== undefined,
    remoteReconnecting: remote?.reconnecting ?? false,
    remoteMuted: remote?.muted ?? false,
    remoteCameraOff: remote?.cameraOff ?? false,
    remoteVideoSuppressed: theirPreferences.videoSuppressed ||
      isWeak(connection.other),
    noSubscribers: call.noSubscribers.value,
    sendsVideo: call.sendsVideo.value,
    videoSuppressed: call.videoSuppressed.value,
    weakSide: sideOf(connection),
    audioOnly: call.audioOnly.value.mode,
    sharing: call.screen.captured.value !== null,
  };
  return { connection, conditions };
}
