/** The client's page, from entering to the end. */
import { times } from "./times.ts";

interface Named {
  /** First name of the artist. */
  readonly artist: string;
}

export const waiting = {
  label: "Waiting room",
  opening: "Opening the call…",
  facts: {
    with: "With",
    about: "About",
    when: "When",
    calendar: "Calendar",
    here: "Here",
  },
  presence: {
    you: "You",
    youArriving: "You: arriving…",
    artistNotYet: ({ artist }: Named) => `${artist}: not yet`,
  },
  status: {
    unconfirmed: ({ artist }: Named) => `${artist} has not confirmed this yet.`,
    early: (opening: Parameters<typeof times.opening>[0]) =>
      `You are early: your room opens ${times.opening(opening)}.`,
    started: ({ artist }: Named) => `${artist} has started.`,
    seen: ({ artist }: Named) => `${artist} can see that you are here.`,
    waiting: ({ artist }: Named) => `Waiting for ${artist}.`,
    left: "You have left for now.",
    unreachable: "You are not connected at the moment.",
  },
  next: {
    unconfirmed: "We’ll email you as soon as your artist answers.",
    early:
      "You can close this page: the link in your email brings you back. If it stays open, you’ll be let in automatically.",
    join: "Turn on your camera and microphone to join.",
    preparing: "We’re preparing your room.",
    seen: "Stay on this page. Your call starts here automatically.",
    waiting: ({ artist }: Named) =>
      `${artist} will see that you are here. Stay on this page: your call starts here automatically.`,
    left: ({ artist }: Named) =>
      `The consultation goes on, and ${artist} sees that you are away. Come back in whenever you are ready.`,
    unreachable:
      "This page reconnects automatically. If it takes a while, check your Wi-Fi or mobile data.",
  },
  private: ({ artist }: Named) =>
    `Nobody sees or hears you before ${artist} starts.`,
  moved: {
    title: "Your consultation has a new time",
    text: ({ when }: { readonly when: string }) =>
      `${when}. Your new link is in the newest email.`,
  },
  moveOrCancel: "Move or cancel",
  recording: "The recording",
};

/** Whether the other person is there. */
export const presence = {
  here: "Here",
  away: "Away",
  notYet: "Not here yet",
};
