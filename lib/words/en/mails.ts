/** The mails to clients, and the parts that every mail has. */
import type { Party } from "@/lib/domain/call/presence.ts";
import { duration, units } from "./format.ts";

/** Who changed a consultation, in the client's mail. */
type By = Party | "admin";

interface Named {
  readonly artist: string;
  readonly service: string;
}

export const mails = {
  /** @param name null if the typed name cannot be repeated */
  greeting: ({ name }: { readonly name: string | null }) =>
    name === null ? "Hello," : `Hello ${name},`,
  footer: ({ studio, email }: {
    readonly studio: string;
    readonly email: string;
  }) => `${studio}. Questions? Write to ${email}.`,
  copyAddress: "If the button does not work, copy this address:",
  labels: {
    with: "With",
    what: "What",
    when: "When",
    now: "Now",
    before: "Before",
  },
  openConsultation: "Open your consultation",
  seeTimes: "See free times",
  chooseAnother: "You are welcome to choose another time.",
  /** Above a message that a person typed. */
  writes: ({ who }: { readonly who: string }) => `${who} writes:`,
  theStudioWrites: "The studio writes:",
  roomOpens: ({ earlyMs }: { readonly earlyMs: number }) =>
    earlyMs === 0
      ? "The room opens at the start time."
      : `The room opens ${duration(earlyMs)} before the start.`,
  /**
   * @param until the same time by the clock
   * @param closed the time for changes was over before the mail was written
   */
  changes: ({ hours, until, closed }: {
    readonly hours: number;
    readonly until: string;
    readonly closed: boolean;
  }) => {
    if (closed) {
      return "This consultation starts too soon to move or cancel it online. If something comes up, write to us.";
    }
    const limit = hours === 0
      ? "the start"
      : `${units(hours, "hour")} before the start: ${until}`;
    return `If the time no longer suits you, use the same link to move or cancel it, until ${limit}.`;
  },
  calendar: {
    lead:
      "Add it to your calendar: Apple Calendar and most others open the attached file, invite.ics. For web calendars:",
    google: "Add to Google Calendar",
    outlook: "Add to Outlook",
  },
  requestReceived: {
    subject: ({ artist }: Pick<Named, "artist">) =>
      `Your request to ${artist} has arrived`,
    preview: ({ artist }: Pick<Named, "artist">) =>
      `${artist} will reply by email.`,
    heading: "We have your request",
    received: ({ artist }: Pick<Named, "artist">) =>
      `${artist} has your request for a video consultation. It is not confirmed yet.`,
    held: ({ until }: { readonly until: string }) =>
      `We are holding this time for you until ${until}. If there is no answer by then, your request expires, and we tell you.`,
    change:
      "Until it is answered, you can see your request, change your note and answers, or withdraw it:",
    see: "See your request",
    yourLink: "This link is only for you, so please don’t share it.",
    next:
      "There is nothing else to do for now. Once it is confirmed, we’ll send you a second email, with what to prepare. Both links then lead to your consultation.",
    notYou: "If you did not request this, you can ignore this email.",
  },
  confirmed: {
    subject: ({ service, artist }: Named) =>
      `Confirmed: ${service} with ${artist}`,
    heading: "Your consultation is confirmed",
    looksForward: ({ artist }: Pick<Named, "artist">) =>
      `${artist} looks forward to seeing you.`,
    yourLink:
      "There is nothing to install: the link opens in your browser. It is only for you, so please don’t share it.",
    test: {
      heading: "How to test it",
      text:
        "Open the link on the phone or computer that you will use. Before the room opens, the page shows the opening time. " +
        "Once it is open, you see your own video first. When your browser asks for your camera and microphone, allow both. " +
        "Nobody sees you until your artist starts the call.",
    },
  },
  declined: {
    subject: ({ artist }: Pick<Named, "artist">) =>
      `${artist} can’t accept your request`,
    heading: "Not this time",
    sorry: ({ artist }: Pick<Named, "artist">) =>
      `We’re sorry: ${artist} can’t accept your request for this time.`,
  },
  expired: {
    subject: ({ service }: Pick<Named, "service">) =>
      `Your request expired: ${service}`,
    heading: "Your request has expired",
    sorry: ({ artist }: Pick<Named, "artist">) =>
      `We’re sorry: ${artist} did not reply in time.`,
    released:
      "We no longer hold this time for you. You are welcome to choose another one.",
  },
  missed: {
    subject: ({ other }: { readonly other: string }) =>
      `${other} did not come, and we’re sorry`,
    next:
      "You waited, and nobody started the call. You are welcome to choose another time, or to write to the studio at the address below.",
  },
  rescheduled: {
    subject: ({ service, artist }: Named) => `Moved: ${service} with ${artist}`,
    heading: "Your consultation has a new time",
    movedBy: (
      { by, artist }: Pick<Named, "artist"> & { readonly by: By },
    ) => {
      const who = {
        client: "You have",
        artist: `${artist} has`,
        admin: "The studio has",
      };
      return `${who[by]} moved your consultation.`;
    },
    /** After a move by the client. */
    settled: ({ artist }: Pick<Named, "artist">) =>
      `The new time is settled: ${artist} has an email about it, and doesn’t need to agree.`,
    newLink: "This is your new link. Your old link no longer works.",
  },
  cancelled: {
    subject: ({ service, artist }: Named) =>
      `Cancelled: ${service} with ${artist}`,
    heading: "Your consultation is cancelled",
    cancelledBy: (
      { by, artist }: Pick<Named, "artist"> & { readonly by: By },
    ) =>
      by === "client"
        ? "You have cancelled this consultation. There is nothing else to do."
        : `We’re sorry: ${
          by === "artist" ? artist : "the studio"
        } had to cancel this consultation.`,
  },
  reminder: {
    subject: ({ service, artist, soon }: Named & { readonly soon: boolean }) =>
      `${soon ? "Soon" : "Coming up"}: ${service} with ${artist}`,
    heading: ({ soon }: { readonly soon: boolean }) =>
      soon ? "Your consultation starts soon" : "Your consultation is coming up",
    starts: (
      { artist, soon }: Pick<Named, "artist"> & { readonly soon: boolean },
    ) =>
      soon
        ? `Your consultation with ${artist} starts in a few minutes.`
        : `${artist} looks forward to seeing you.`,
    eitherLink: "This link and the one in your earlier email both work.",
    why: "You get reminders because you booked a consultation.",
    stop: "Stop reminders",
  },
  ready: {
    subject: ({ artist }: Pick<Named, "artist">) =>
      `${artist} is ready for you`,
    preview: "Open your consultation now.",
    waiting: (
      { artist, until }: Pick<Named, "artist"> & { readonly until: string },
    ) =>
      `${artist} is in the room, waiting for you. You can join until ${until}.`,
  },
  linkAgain: {
    subject: ({ service, artist }: Named) =>
      `Your link: ${service} with ${artist}`,
    heading: "Your link again",
    asked:
      "You asked for this link on the page of your consultation. Links in earlier emails about this time still work.",
    notYou: "If you did not ask for it, you can ignore this email.",
  },
  summary: {
    subject: ({ artist }: Pick<Named, "artist">) =>
      `Your consultation with ${artist}`,
    preview: ({ service, artist }: Named) => `${service} with ${artist}`,
    heading: "Thank you for coming",
    details: "It was good to see you. Here are the details:",
    questions:
      "If a question comes up later, write to the studio at the address below.",
    yourPage: ({ artist }: Pick<Named, "artist">) =>
      `Your page stays open for you. When ${artist} has written a look sheet for you, it is there, and you can tell us how it was and book again.`,
    openPage: "Open your page",
    bookAgain: "Book another time",
  },
  lookSheet: {
    subject: ({ artist }: Pick<Named, "artist">) =>
      `Your look sheet from ${artist}`,
    preview: ({ service, artist }: Named) => `${service} with ${artist}`,
    heading: "Your look sheet",
    wrote: ({ artist }: Pick<Named, "artist">) =>
      `${artist} wrote this down for you:`,
    /** Instead, for a sheet without a word. */
    chose: ({ artist, photos }: Pick<Named, "artist"> & {
      readonly photos: number;
    }) =>
      `${artist} chose ${
        photos === 1 ? "a photo" : "photos"
      } for your look sheet.`,
    /** The heading of a step. */
    step: ({ number, area }: {
      readonly number: number;
      readonly area: string;
    }) => `${number}. ${area}`,
    attached: ({ photos }: { readonly photos: number }) =>
      photos === 1
        ? "The photo for it is attached."
        : `The ${photos} photos for it are attached.`,
    onPage: ({ photos, others }: {
      readonly photos: number;
      /** Some are attached. */
      readonly others: boolean;
    }) =>
      photos === 1
        ? `One ${others ? "more " : ""}photo is on your page.`
        : `${photos} ${others ? "more " : ""}photos are on your page.`,
    page:
      "It is on your page too, to print or to keep as a file. There you can also tell us how it was, and book again.",
    openPage: "Open your page",
  },
};
