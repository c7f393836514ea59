import type { CallState } from "./call_machine.ts";
import type { Kind } from "./devices.ts";
import type { SoundOnly } from "./sound_only.ts";
import { type WeakSide, weakWords } from "./weak_side.ts";

/** What a person can do about it, in one tap. */
export type NoticeAction =
  | "rejoin"
  | "play"
  | "restore"
  | "sound_only"
  | "picture"
  | "stop_sharing";

export interface CallNotice {
  readonly tone: "info" | "waiting" | "restored" | "problem";
  readonly words: string;
  readonly action?: { readonly does: NoticeAction; readonly label: string };
}

/** Everything that may want to be said over a call. */
export interface CallFacts {
  readonly state: CallState;
  readonly restored: boolean;
  /** The browser waits for a tap before it plays sound or picture. */
  readonly blocked: boolean;
  readonly interrupted: Kind | null;
  /** The room has not taken this of us; it is asked again and again. */
  readonly unsent: Kind | null;
  /** Sharing the screen did not work, just now. */
  readonly shareFailed: boolean;
  readonly remoteHere: boolean;
  readonly remoteWasHere: boolean;
  readonly remoteReconnecting: boolean;
  readonly remoteMuted: boolean;
  readonly remoteCameraOff: boolean;
  /** Their page holds their picture back to spare the line, or what comes of them is too poor for one. */
  readonly remoteHeldBack: boolean;
  /** They listen only, and our picture is not shown to them. */
  readonly unwatched: boolean;
  /** Our picture goes out, to a media server at least; see `Call.sendsPicture`. */
  readonly sendsPicture: boolean;
  /** We hold our picture back to spare the line. */
  readonly heldBack: boolean;
  /** Who is to be told that it is theirs, should the line be weak. */
  readonly side: WeakSide;
  readonly soundOnly: SoundOnly["is"];
  /** We share our screen. */
  readonly sharing: boolean;
  /** First name of the other person. */
  readonly name: string;
}

const NAMES: Record<Kind, string> = { audio: "sound", video: "picture" };
const REJOIN = { does: "rejoin", label: "Rejoin" } as const;

/** One thing at a time: what stands in the way of the call first, what is good to know last. */
export function callNotice(facts: CallFacts): CallNotice | null {
  const { state, name } = facts;
  switch (state.is) {
    case "failed":
      return { tone: "problem", words: state.sentence, action: REJOIN };
    case "rejoining":
      return { tone: "waiting", words: state.sentence, action: REJOIN };
    case "reconnecting":
      return { tone: "waiting", words: "Reconnecting…" };
    case "idle":
    case "joining":
      return { tone: "waiting", words: "Connecting you…" };
    case "ended":
    case "elsewhere":
      return null;
    case "connected":
      break;
  }
  if (facts.interrupted) {
    const lost = NAMES[facts.interrupted];
    return {
      tone: "problem",
      words: `Something interrupted your ${lost}.`,
      action: { does: "restore", label: `Tap to restore ${lost}` },
    };
  }
  if (facts.shareFailed) {
    return {
      tone: "problem",
      words: "Your screen is not shared: that did not work. You can try again.",
    };
  }
  if (facts.unsent) {
    return {
      tone: "problem",
      words: `Your ${
        NAMES[facts.unsent]
      } does not get into the call at the moment. We keep trying.`,
    };
  }
  if (facts.blocked) {
    return {
      tone: "info",
      words: `Your browser waits for you before it plays ${name}.`,
      action: { does: "play", label: "Tap for sound" },
    };
  }
  if (facts.restored) return { tone: "restored", words: "You are back." };
  if (!facts.remoteHere) {
    return facts.remoteWasHere
      ? {
        tone: "waiting",
        words: `${name} is away. The call goes on when they come back.`,
      }
      : { tone: "waiting", words: `${name} is coming in…` };
  }
  if (facts.remoteReconnecting) {
    return { tone: "waiting", words: `${name}’s connection is coming back…` };
  }
  if (facts.sharing) {
    return {
      tone: "info",
      words: `${name} can see your screen.`,
      action: { does: "stop_sharing", label: "Stop sharing" },
    };
  }
  return aboutWeakLine(facts) ?? aboutTheirs(facts);
}

const PICTURE = { does: "picture", label: "Picture on" } as const;

function aboutWeakLine(
  { soundOnly, heldBack, unwatched, side, name }: CallFacts,
): CallNotice | null {
  const without = (words: string): CallNotice => ({
    tone: "waiting",
    words: `${weakWords(side, name)}, so ${words}`,
    action: PICTURE,
  });
  switch (soundOnly) {
    case "picture":
      return heldBack
        ? without(
          `${name} only hears you for now. The picture comes back by itself.`,
        )
        : null;
    case "offered":
      return {
        tone: "info",
        words: `${
          weakWords(side, name)
        }. Without pictures you may hear better.`,
        action: { does: "sound_only", label: "Sound only" },
      };
    case "sound":
      return without(
        heldBack || unwatched
          ? "you hear each other without pictures for now. They come back by themselves."
          : `you only hear ${name} for now. The picture comes back by itself.`,
      );
    case "chosen":
      return {
        tone: "info",
        words: "You hear each other, without pictures.",
        action: PICTURE,
      };
  }
}

function aboutTheirs(facts: CallFacts): CallNotice | null {
  const { name } = facts;
  if (facts.unwatched) {
    const sentences = [
      `${name} is listening without pictures, to spare the connection.`,
      // Where it is sent all the same it may be recorded: nothing may be said of it that is not so.
      ...facts.sendsPicture ? [] : ["Your picture is not sent for now."],
      ...facts.remoteMuted ? [`${name}’s microphone is off as well.`] : [],
    ];
    return { tone: "info", words: sentences.join(" ") };
  }
  if (facts.remoteMuted && facts.remoteCameraOff) {
    return {
      tone: "info",
      words: `${name}’s microphone and camera are off.`,
    };
  }
  if (facts.remoteMuted) {
    return { tone: "info", words: `${name}’s microphone is off.` };
  }
  if (!facts.remoteCameraOff) return null;
  return {
    tone: "info",
    words: facts.remoteHeldBack
      ? `${
        weakWords(facts.side, name)
      }: only ${name}’s sound comes through for now.`
      : `${name}’s camera is off.`,
  };
}
