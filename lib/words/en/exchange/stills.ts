/** Pictures that the artist asks for in a consultation, for the client. */
import type { StillSubject } from "@/lib/domain/stills/still.ts";

interface Named {
  /** First name of the artist. */
  readonly artist: string;
}

/** Each completes "a picture of …". */
const subjects = {
  face: "your face",
  eyes: "your eyes",
  lips: "your lips",
  skin: "your skin from close up",
  side: "your face from the side",
  hand: "your hand beside your face",
  other: "something from close up",
} satisfies Record<StillSubject, string>;

export const stills = {
  subjects,
  asked: ({ artist, what }: Named & { readonly what: StillSubject }) =>
    `${artist} would like a picture of ${subjects[what]}.`,
  open: "See and take it",
  refuse: "Rather not",
  /** After "Rather not" has arrived. */
  refused: ({ artist }: Named) => `You said “Rather not”, and ${artist} knows.`,
  afterAll: "Take it after all",
  refusalWaits:
    "Your “Rather not” is waiting for a connection. It is sent by itself.",
  title: "A picture of you",
  /** How to hold phone or face, for each. */
  how: {
    face: "Hold the camera level with your eyes, an arm’s length away.",
    eyes: "Come close, about a hand’s width from the camera, and look into it.",
    lips: "Come close and relax your mouth.",
    skin: "Come close, with the light on your face, and hold still.",
    side: "Turn your head until one ear points at the camera.",
    hand: "Hold the back of your hand beside your cheek.",
    other: "Hold the camera close, and still.",
  } satisfies Record<StillSubject, string>,
  inWords: ({ artist, text }: Named & { readonly text: string }) =>
    `${artist} writes: “${text}”`,
  goesOn: "The call goes on meanwhile.",
  seenFirst: ({ artist }: Named) =>
    `You see it first. ${artist} gets it only if you send it.`,
  withdrawn: ({ artist }: Named) =>
    `${artist} no longer needs this picture. Nothing was sent.`,
  take: "Take picture",
  taking: "Hold still…",
  camera: "Use the camera app",
  choose: "Choose a photo",
  /** A file is opened. */
  reading: "One moment…",
  cameraFailed:
    "This page got no picture from your camera. Try again, or use your camera app or a photo instead.",
  cameraOff: "Your camera is off.",
  cameraProblem: {
    denied: "This page is not allowed to use your camera.",
    denied_by_system: "Your device does not allow this browser the camera.",
    missing: "We can’t find your camera.",
    busy: "Another app or tab is using your camera.",
    unsupported: "This browser gives this page no camera.",
    unknown: "Your camera did not start.",
  },
  turnOn: "Turn camera on",
  turnOnInCall: ({ artist }: Named) =>
    `If you turn it on, ${artist} sees you in the call too.`,
  preview: "The picture, as it will be sent",
  send: "Send",
  retake: "Retake",
  dontSend: "Don’t send",
  close: "Close",
  sending: "Sending your picture…",
  progress: {
    sending: ({ percent }: { readonly percent: number }) =>
      `Sending your picture: ${percent} %`,
    waiting: "Your picture is waiting for a connection. It is sent by itself.",
    failed: ({ why }: { readonly why: string }) =>
      `Your picture was not sent. ${why}`,
  },
  discard: "Don’t send it",
  /** After the end. */
  keepOpen:
    "Camera and microphone are off. Keep this page open until your picture has arrived.",
  /** The call has ended before the client sent it. */
  unsent: ({ artist }: Named) =>
    `You have not sent this picture. ${artist} can still get it.`,
  sent: ({ artist, count }: Named & { readonly count: number }) =>
    count === 1
      ? `${artist} has your picture.`
      : `${artist} has ${count} of your pictures.`,
  /** While waiting, without being asked. */
  add: {
    title: "A photo for your artist",
    hint: ({ artist }: Named) =>
      `Something that ${artist} should see from close up: your face, a look you like, a product.`,
    full: "You have added as many photos as fit. Delete one to add another.",
  },
  /** A photo that nobody asked for, while waiting and after the end. */
  remove: {
    open: "See or delete your photos",
    photo: ({ number }: { readonly number: number }) => `Photo ${number}`,
    ask: ({ number }: { readonly number: number }) => `Delete photo ${number}`,
    askKept: ({ number }: { readonly number: number }) =>
      `Delete picture ${number}`,
    warning: "Then neither you nor your artist can see it any more.",
    confirm: "Delete it for good",
    keep: "Keep it",
  },
  /** After the end. */
  kept: {
    title: "Your pictures",
    text:
      "You sent these to your artist. They are kept with your consultation, and deleted with it.",
    /** Where only some of them can be deleted. */
    own:
      "You can delete the photos that you added yourself. Those that your artist asked for belong to the consultation.",
    one: ({ number }: { readonly number: number }) => `Picture ${number}`,
    download: ({ number }: { readonly number: number }) =>
      `Download picture ${number}`,
    link: "Your pictures",
  },
};
