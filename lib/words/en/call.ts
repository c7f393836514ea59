/** The call, for both parties. */
interface Named {
  /** First name of the other person. */
  readonly name: string;
}

interface Weak extends Named {
  /** The weak side; `between` if nobody can know. */
  readonly weakSide: "own" | "theirs" | "between";
}

interface Media {
  readonly media: "audio" | "video";
}

const mediaNames = { audio: "sound", video: "video" } as const;

interface Taken {
  readonly media: "audio" | "video" | "both";
}

const takenNames = {
  audio: "sound",
  video: "picture",
  both: "sound and picture",
} as const;
const takenDevices = {
  audio: "microphone",
  video: "camera",
  both: "camera and microphone",
} as const;

const weak = ({ weakSide, name }: Weak): string =>
  ({
    own: "Your connection is weak",
    theirs: `${name}’s connection is weak`,
    between: "The connection between you is weak",
  })[weakSide];

export const call = {
  weak,
  /** The notices shown over the call, one at a time. */
  notices: {
    connecting: "Connecting you…",
    reconnecting: "Reconnecting…",
    interrupted: ({ media }: Taken) =>
      `Something interrupted your ${takenNames[media]}.`,
    recovering: ({ media }: Taken) =>
      `Bringing back your ${takenNames[media]}…`,
    noLongerAllowed: ({ media }: Taken) =>
      `This page may no longer use your ${
        takenDevices[media]
      }. Tap, and choose Allow.`,
    /** It was unplugged, and there is no other one. */
    notConnected: ({ media }: Taken) =>
      `Your ${takenDevices[media]} ${
        media === "both" ? "are" : "is"
      } not connected. Connect one, and the call uses it at once.`,
    /** Taps did not help. */
    stillInterrupted:
      "Your sound and picture have not come back. Load the page again: it brings you straight back here.",
    /** The other person's phone does something else. */
    busy: ({ name }: Named) =>
      `${name}’s phone is busy. Picture and sound come back when ${name} returns.`,
    shareFailed: "Your screen is not being shared. You can try again.",
    unsent: ({ media }: Media) =>
      `Your ${mediaNames[media]} is not getting through. We keep trying.`,
    blocked: ({ name }: Named) =>
      `Tap to hear and see ${name}: your browser has blocked playback.`,
    restored: "You’re connected again.",
    /** The artist's session has ended. */
    signedOut:
      "You are signed out. The call goes on. To end it, sign in again.",
    /** The client's session has ended. */
    linkEnded:
      "This page has lost its access. The call goes on. To end it, open the link from your email again.",
    away: ({ name }: Named) =>
      `${name} is away. The call continues when they return.`,
    joining: ({ name }: Named) => `Waiting for ${name} to join…`,
    otherReconnecting: ({ name }: Named) => `${name} is reconnecting…`,
    sharing: ({ name }: Named) => `${name} can see your screen.`,
    ownVideoPaused: (about: Weak) =>
      `${
        weak(about)
      }, so ${about.name} can only hear you for now. Your video resumes automatically.`,
    otherVideoPaused: (about: Weak) =>
      `${
        weak(about)
      }, so you can only hear ${about.name} for now. The video resumes automatically.`,
    bothVideosPaused: (about: Weak) =>
      `${
        weak(about)
      }, so you can only hear each other for now. Video resumes automatically.`,
    audioOnlyOffered: (about: Weak) =>
      `${weak(about)}. You may hear better without video.`,
    audioOnly: "You hear each other, without video.",
    otherAudioOnly: ({ name, paused, muted }: Named & {
      /** Our video is not sent to anyone. */
      readonly paused: boolean;
      readonly muted: boolean;
    }) =>
      [
        `${name} is listening without video, to save bandwidth.`,
        ...paused ? ["Your video is paused."] : [],
        ...muted ? [`${name}’s microphone is off as well.`] : [],
      ].join(" "),
    muted: ({ name }: Named) => `${name}’s microphone is off.`,
    cameraOff: ({ name }: Named) => `${name}’s camera is off.`,
    bothOff: ({ name }: Named) => `${name}’s microphone and camera are off.`,
    onlySound: (about: Weak) =>
      `${weak(about)}: only ${about.name}’s sound comes through for now.`,
  },
  actions: {
    rejoin: "Rejoin",
    signIn: "Sign in again",
    play: "Tap for sound",
    restore: ({ media }: Taken) => `Restore ${takenNames[media]}`,
    reload: "Load the page again",
    again: "Try again",
    stopSharing: "Stop sharing",
    videoOn: "Turn video on",
    audioOnly: "Audio only",
  },
  /** In place of the other person's video. */
  absent: {
    away: "Not in the call",
    connecting: "Connecting…",
    offline: ({ name }: Named) =>
      `We can’t see ${name} until you are back online`,
  },
  tile: {
    you: "You",
    assistant: "Assistant",
    ownCamera: "Your camera",
    cameraOff: "Camera is off",
    coming: ({ name }: Named) => `${name}’s video is connecting…`,
    muted: "muted",
    audioOnly: "Audio only",
    paused: "Your video is paused",
    busy: "The phone is busy",
    listening: "Listening without video",
  },
  muted: "Muted",
  recording: "Recording",
  controls: {
    label: "Call",
    microphone: "Microphone",
    camera: "Camera",
    flip: "Flip",
    share: "Share",
    view: "Gallery",
    chat: "Messages",
    panel: "Client",
    stills: "Pictures",
    look: "Look",
    more: "More",
    end: "End",
  },
  more: {
    title: "During the call",
    done: "Done",
  },
  panel: "About this consultation",
  end: {
    title: "End the consultation for both of you?",
    text: ({ name }: Named) =>
      `${name} will see that it has ended. You can’t rejoin after this.`,
    leaveText:
      "If you only have to step away, leave for now: the consultation goes on, and you can come back in.",
    leave: "Leave for now",
    stay: "Stay",
    confirm: "End for both",
    retry: "Try again",
    failed: "The consultation did not end",
  },
};
