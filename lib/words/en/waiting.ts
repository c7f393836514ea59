/** The client's page, from entering to the end. */
import { units } from "./format.ts";
import { times } from "./times.ts";

interface Named {
  /** First name of the artist. */
  readonly artist: string;
}

interface Late extends Named {
  /** Counted from the start. */
  readonly minutes: number;
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
    /** The sentence, and its end, which changes each minute. */
    early: (opening: Parameters<typeof times.opening>[0]) => {
      const [at, left] = times.openingParts(opening);
      return [`You are early: your room opens ${at}`, `${left}.`] as const;
    },
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
  private:
    "Nothing from your camera or microphone is sent before the call starts.",
  /** How the artist is, as they said it or as the studio knows it. */
  artistStatus: {
    gettingReady: ({ artist }: Named) => `${artist} is getting ready.`,
    willBeLate: ({ artist, minutes }: Late) =>
      `${artist} will be about ${units(minutes, "minute")} late.`,
    late: ({ artist, minutes }: Late) =>
      `${artist} is about ${units(minutes, "minute")} late.`,
    /** Said after the start: from then on, clock times are clearer than minutes. */
    dueAt: ({ artist, time }: Named & {
      /** When the artist should be there. */
      readonly time: string;
    }) => `${artist} will be with you at about ${time}.`,
    busy: ({ artist, time }: Named & {
      /** When the other consultation should end. */
      readonly time: string;
    }) => `${artist} is in another consultation until about ${time}.`,
    stillBusy: ({ artist }: Named) =>
      `${artist} is still in another consultation.`,
  },
  moved: {
    title: "Your consultation has a new time",
    text: ({ when }: { readonly when: string }) =>
      `${when}. Your new link is in the newest email.`,
  },
  prepare: "What to prepare",
  /** Opens the way to the phone, on a computer. */
  onPhone: "Continue on your phone",
  moveOrCancel: "Move or cancel",
  newLink: "Send me the new link",
  recording: "The recording",
  addPhoto: "Add a photo",
};

/** Whether the other person is there. */
export const presence = {
  here: "Here",
  away: "Away",
  notYet: "Not here yet",
};
