/** Why the page of a consultation has nothing more to show, for both parties. */
interface Named {
  /** First name of the other person. */
  readonly name: string;
}

export const pageEnds = {
  lookSheet: "See your look sheet",
  rate: "Tell us how it was",
  bookAgain: "Book another time",
  bookAgainWith: ({ artist }: { readonly artist: string }) =>
    `Book again with ${artist}`,
  writeToStudio: "Write to the studio",
  lasted: ({ name, duration }: Named & { readonly duration: string }) =>
    `You and ${name} talked for ${duration}.`,
  ended: {
    title: "The consultation has ended",
    text: "Camera and microphone are off. You can close this page.",
  },
  cancelled: {
    title: "This consultation is not taking place",
    text:
      "It was cancelled, or not confirmed in time. There is nothing else to do here.",
  },
  erased: {
    title: "This consultation was erased",
    text: "The studio has deleted everything you sent, and the recording.",
  },
  closed: {
    title: "The time for this consultation is over",
    text:
      "If you missed each other, contact the studio to arrange another time.",
  },
  /** After a time that is over, if it is known who was there. */
  missed: {
    otherDidNot: ({ name }: Named) => `${name} did not come`,
    youDidNot: ({ name }: Named) =>
      `${name} was there. You are welcome to arrange another time.`,
    notStarted: "The call was not started",
    clientNext:
      "We’re sorry that you waited. Book another time, or write to the studio. You also have an email from us.",
    artistNext: "You waited until the room closed.",
  },
  cancelledBy: {
    title: "This consultation has been cancelled",
    you: "You cancelled it.",
    theStudio: "The studio cancelled it.",
    other: ({ name }: Named) => `${name} cancelled it.`,
    clientNext: "You are welcome to book another time.",
    artistNext: "The time is free again.",
  },
  linkReplaced: {
    title: "Your consultation has a new time",
    text:
      "It was moved, so this link no longer works. Open the newest email from the studio: it has the new time and your new link.",
  },
  pageClosed: "This page is closed",
  elsewhere: {
    client: "Your consultation is open somewhere else",
    text: "You have it open in another tab or on another device.",
    useThisTab: "Use this tab instead",
  },
};
