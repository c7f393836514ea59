/** The booking pages, from the choice of a service to the request that was sent. */
import { units } from "./format.ts";

interface Chosen {
  readonly service: string;
  readonly artist: string;
}

export const booking = {
  title: "Book a consultation",
  steps: {
    label: "Steps",
    service: "Service",
    artist: "Artist",
    time: "Time",
    details: "Details",
    backTo: {
      service: "Back to service",
      artist: "Back to artist",
      time: "Back to time",
    },
    continue: "Continue",
  },
  notSent: "Not sent yet",
  service: {
    minutes: ({ minutes }: { readonly minutes: number }) => `${minutes} min`,
    question: "What would you like to work on?",
    hint: "Not sure? Choose the shortest; your artist can tell you more.",
    summary: (
      { service, minutes }: Pick<Chosen, "service"> & {
        readonly minutes: number;
      },
    ) => `${service}, ${units(minutes, "minute")}.`,
    withArtist: (
      { service, artist, minutes }: Chosen & { readonly minutes: number },
    ) => `${service} with ${artist}, ${units(minutes, "minute")}.`,
    named: ({ service, artist }: Chosen) => `${service} with ${artist}`,
  },
  artist: {
    question: "With whom?",
    anyone: "Anyone",
    /** Within a sentence. */
    anyoneWithin: "any available artist",
    anyoneDetail: "Most times available. We’ll tell you who you’re meeting.",
  },
  time: {
    question: "When suits you?",
    take: "Continue",
    days: "Days",
    nothingFree: ({ day }: { readonly day: string }) => `${day}, no free times`,
    earlier: "Earlier days",
    later: "Later days",
    zone: ({ zone }: { readonly zone: string }) => `Times are in ${zone}.`,
    none: "No free times on this day",
    noneNext: "Choose another day.",
    chooseZone: "Choose another time zone",
    zoneLabel: "Time zone",
    showZone: "Show times in this zone",
    nearby: "Free times nearby",
    /** @param zone the browser’s own */
    inZone: ({ zone }: { readonly zone: string }) =>
      `Show them in ${zone} time`,
  },
  details: {
    title: "Nearly there",
    next: "Your artist will reply by email with your link.",
    what: "What",
    when: "When",
    name: "Your name",
    email: "Your email",
    note: "Anything your artist should know",
    noteHint: "The occasion, your skin, allergies, what you have tried.",
    chooseAnswer: "Choose an answer",
    phone: "Your mobile number",
    phoneHint: ({ example }: { readonly example: string }) =>
      `Only for text messages. Start with + and your country code, for example ${example}.`,
    texts:
      "Text me about this consultation: the confirmation, changes and reminders. Reply STOP at any time to stop the messages.",
    submit: "Request this time",
    otherTime: "Choose another time",
  },
  sent: {
    title: "Your request is on its way",
    next: ({ artist }: Pick<Chosen, "artist">) =>
      `${artist} will reply by email. Until then, the email that we have just sent you has a link to your request: there you can change your details, or withdraw it.`,
    yourArtist: "your artist",
    when: ({ when }: { readonly when: string }) =>
      `You asked for ${when}. We hold this time for you for two days at most.`,
    pageTitle: "Request sent",
    /** @param mailbox a link to the mailbox page */
    demonstration: ({ mailbox }: { readonly mailbox: string }) =>
      `This is a demonstration: every email goes to the ${mailbox}.`,
    mailbox: "mailbox",
  },
};
