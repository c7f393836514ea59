import type { CallState } from "./call_machine.ts";
import type { ShownInterruption } from "@/lib/client/interruption/interruption.ts";
import type { Kind } from "@/lib/client/media/devices.ts";
import type { AudioOnly } from "@/lib/client/network/audio_only.ts";
import type { WeakSide } from "@/lib/client/network/weak_connection.ts";
import { call } from "@/words/call.ts";

/** The one-tap action of a notice. */
export type NoticeAction =
  | "rejoin"
  | "restore"
  | "reload"
  | "audio_only"
  | "video"
  | "stop_sharing";

export interface CallNotice {
  readonly tone: "info" | "waiting" | "restored" | "problem";
  readonly words: string;
  readonly action?: {
    readonly label: string;
    /** Or a page that opens in another tab, so that the call stays. */
    readonly does: NoticeAction | { readonly opens: string };
  };
}

/** Everything that may need a notice during a call. */
export interface CallConditions {
  readonly state: CallState;
  readonly restored: boolean;
  /** This page's session has ended; see `WaitingRoom.suspended`. */
  readonly signedOut: boolean;
  /** Where an artist signs in and comes back; null for a client. */
  readonly signInHref: string | null;
  /** The browser waits for a tap before it plays audio or video. */
  readonly blocked: boolean;
  /** What the system has taken from us, and how it comes back. */
  readonly interruption: ShownInterruption | null;
  /** The room has not accepted this track; it is retried. */
  readonly unsent: Kind | null;
  /** Screen sharing just failed. */
  readonly shareFailed: boolean;
  /** Their system has taken their microphone or camera, for example for a phone call. */
  readonly remoteBusy: boolean;
  readonly remoteHere: boolean;
  readonly remoteWasHere: boolean;
  readonly remoteReconnecting: boolean;
  readonly remoteMuted: boolean;
  readonly remoteCameraOff: boolean;
  /**
   * Their page suppresses its video to spare the network, or what arrives from
   * them is too poor for video.
   */
  readonly remoteVideoSuppressed: boolean;
  /** They use audio only, and our video is not shown to them. */
  readonly noSubscribers: boolean;
  /** Our video is sent, at least to a media server; see `Call.sendsVideo`. */
  readonly sendsVideo: boolean;
  /** We suppress our video to spare the network. */
  readonly videoSuppressed: boolean;
  /** The side that the notice names when the connection is weak. */
  readonly weakSide: WeakSide;
  readonly audioOnly: AudioOnly["mode"];
  /** We share our screen. */
  readonly sharing: boolean;
  /** First name of the other person. */
  readonly name: string;
}

const { notices, actions } = call;
const REJOIN = { does: "rejoin", label: actions.rejoin } as const;
const PLAY = { does: "restore", label: actions.play } as const;
const VIDEO_ON = { does: "video", label: actions.videoOn } as const;

/** One notice at a time: first what blocks the call, last what is only useful to know. */
export function callNotice(facts: CallConditions): CallNotice | null {
  const { state } = facts;
  switch (state.is) {
    case "failed":
      return {
        tone: "problem",
        words: state.sentence,
        // Rejoining takes a session.
        action: facts.signedOut && facts.signInHref !== null
          ? signIn(facts.signInHref)
          : REJOIN,
      };
    case "rejoining":
      return { tone: "waiting", words: state.sentence, action: REJOIN };
    case "reconnecting":
      return { tone: "waiting", words: notices.reconnecting };
    case "idle":
    case "joining":
      return { tone: "waiting", words: notices.connecting };
    case "ended":
    case "elsewhere":
      return null;
    case "connected":
      return aboutOurs(facts) ?? signedOutNotice(facts) ??
        busyNotice(facts) ?? aboutPresence(facts) ??
        weakConnectionNotice(facts) ?? remoteNotice(facts);
  }
}

/** What keeps our own audio, video or screen out of the call. */
function aboutOurs(facts: CallConditions): CallNotice | null {
  const { interruption, unsent, name } = facts;
  if (interruption) return interruptionNotice(interruption, name);
  if (facts.shareFailed) {
    return { tone: "problem", words: notices.shareFailed };
  }
  if (unsent) {
    return { tone: "problem", words: notices.unsent({ media: unsent }) };
  }
  if (facts.blocked) {
    return {
      tone: "info",
      words: notices.blocked({ name }),
      action: PLAY,
    };
  }
  return facts.restored ? { tone: "restored", words: notices.restored } : null;
}

/** One tap restores sound and picture, whatever was taken. */
function interruptionNotice(
  { media, step }: ShownInterruption,
  name: string,
): CallNotice {
  const tone = "problem";
  if (step === "reload") {
    return {
      tone,
      words: notices.stillInterrupted,
      action: { does: "reload", label: actions.reload },
    };
  }
  if (media === "playback") {
    return { tone, words: notices.blocked({ name }), action: PLAY };
  }
  const restore = {
    does: "restore",
    label: actions.restore({ media }),
  } as const;
  switch (step) {
    case "recovering":
      return { tone: "info", words: notices.recovering({ media }) };
    case "denied":
      return {
        tone,
        words: notices.noLongerAllowed({ media }),
        action: restore,
      };
    case "missing":
      return {
        tone,
        words: notices.notConnected({ media }),
        action: { does: "restore", label: actions.again },
      };
    case "taken":
    case "stuck":
      return { tone, words: notices.interrupted({ media }), action: restore };
  }
}

/** It is nobody's connection. */
function busyNotice({ remoteBusy, name }: CallConditions): CallNotice | null {
  return remoteBusy ? { tone: "info", words: notices.busy({ name }) } : null;
}

/** The session ended, and the call goes on without it. */
function signedOutNotice(
  { signedOut, signInHref }: CallConditions,
): CallNotice | null {
  if (!signedOut) return null;
  return signInHref === null ? { tone: "problem", words: notices.linkEnded } : {
    tone: "problem",
    words: notices.signedOut,
    action: signIn(signInHref),
  };
}

function signIn(opens: string): NonNullable<CallNotice["action"]> {
  return { does: { opens }, label: actions.signIn };
}

/** Whether the other person is there, and sees our screen. */
function aboutPresence(facts: CallConditions): CallNotice | null {
  const { name } = facts;
  if (!facts.remoteHere) {
    const words = facts.remoteWasHere
      ? notices.away({ name })
      : notices.joining({ name });
    return { tone: "waiting", words };
  }
  if (facts.remoteReconnecting) {
    return { tone: "waiting", words: notices.otherReconnecting({ name }) };
  }
  return facts.sharing
    ? {
      tone: "info",
      words: notices.sharing({ name }),
      action: { does: "stop_sharing", label: actions.stopSharing },
    }
    : null;
}

function weakConnectionNotice(facts: CallConditions): CallNotice | null {
  const { audioOnly, videoSuppressed, noSubscribers } = facts;
  const without = (words: string): CallNotice => ({
    tone: "waiting",
    words,
    action: VIDEO_ON,
  });
  switch (audioOnly) {
    case "video":
      return videoSuppressed ? without(notices.ownVideoPaused(facts)) : null;
    case "offered":
      return {
        tone: "info",
        words: notices.audioOnlyOffered(facts),
        action: { does: "audio_only", label: actions.audioOnly },
      };
    case "audio":
      return without(
        videoSuppressed || noSubscribers
          ? notices.bothVideosPaused(facts)
          : notices.otherVideoPaused(facts),
      );
    case "chosen":
      return { tone: "info", words: notices.audioOnly, action: VIDEO_ON };
  }
}

function remoteNotice(facts: CallConditions): CallNotice | null {
  const { name, remoteMuted: muted } = facts;
  const info = (words: string): CallNotice => ({ tone: "info", words });
  if (facts.noSubscribers) {
    // If it is sent anyway it may be recorded: the notice must not claim
    // otherwise.
    const paused = !facts.sendsVideo;
    return info(notices.otherAudioOnly({ name, paused, muted }));
  }
  if (muted) {
    return info(
      facts.remoteCameraOff
        ? notices.bothOff({ name })
        : notices.muted({ name }),
    );
  }
  if (!facts.remoteCameraOff) return null;
  return info(
    facts.remoteVideoSuppressed
      ? notices.onlySound(facts)
      : notices.cameraOff({ name }),
  );
}
