/** The messages that client and artist write to each other, once they are open. */
import { count as counted } from "../format.ts";

interface Named {
  /** First name of the other person. */
  readonly name: string;
}

export const chat = {
  empty: ({ name }: Named) =>
    `Write to ${name} here. What you both write stays with your consultation.`,
  label: ({ name }: Named) => `Your message to ${name}`,
  placeholder: "Write a message",
  send: "Send",
  tooLong: ({ count }: { readonly count: number }) =>
    `Too long to send by ${
      counted(count, { one: "character", other: "characters" })
    }.`,
  tooLongHeard: "Your message is too long to send.",
  own: "You",
  sending: "Sending…",
  failed: "Not sent.",
  /** It is sent again by itself. */
  notYet: "Not sent yet: we keep trying.",
  retry: "Try again",
  discard: "Delete",
  close: "Close",
  open: "Open the messages",
  incoming: ({ name, text }: Named & { readonly text: string }) =>
    `${name}: ${text}`,
  /** Sent with one tap. */
  quick: "Quick messages",
  waiting: {
    client: {
      late: "I’m running a few minutes late.",
      ready: "I’m ready when you are.",
    },
    artist: {
      soon: "I’ll be with you in a moment.",
      camera: "Please turn on your camera and microphone.",
    },
  },
  call: {
    unheard: "I can’t hear you.",
    unseen: "I can’t see you.",
    moment: "One moment, please.",
  },
  /** What was written and not sent when the consultation ended. */
  left: {
    title: "Not sent",
    text: ({ name }: Named) =>
      `This did not reach ${name} before the end. Copy it if you still need it.`,
  },
  /** After the consultation. */
  kept: "Your messages",
};
