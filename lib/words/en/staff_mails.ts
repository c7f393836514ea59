/** The mails to artists and admins. */
import type { Party } from "@/lib/domain/call/presence.ts";
import { count, plural, units } from "./format.ts";

type By = Party | "admin";

interface About {
  readonly client: string;
  readonly service: string;
}

export const staffMails = {
  labels: {
    who: "Who",
    client: "Client",
    email: "Email",
    forTheClient: "For the client",
  },
  request: {
    subject: ({ service, client }: About) =>
      `New request: ${service}, ${client}`,
    heading: "A new request",
    asks: ({ client }: Pick<About, "client">) =>
      `${client} has requested a video consultation with you.`,
    clientWrites: "The client writes:",
    answers: "The client’s answers",
    noAnswer: "No answer",
    photos: ({ photos }: { readonly photos: number }) =>
      `The client has added ${
        count(photos, { one: "photo", other: "photos" })
      }. You can see ${
        plural(photos, { one: "it", other: "them" })
      } on the page of the request.`,
    decide:
      "Confirm or decline it on its page. We email the client either way.",
    answer: "Answer the request",
    held: ({ until }: { readonly until: string }) =>
      `The time is held in your calendar until ${until}. If you have not answered by then, the request expires, and we tell the client.`,
  },
  requests: {
    subject: ({ waiting }: { readonly waiting: number }) =>
      `${
        count(waiting, { one: "request waits", other: "requests wait" })
      } for your answer`,
    many:
      "More requests came within an hour than we send single mails for. Each holds its time until you answer, or until it expires.",
    see: "See the requests",
  },
  missed: {
    subject: ({ other }: { readonly other: string }) => `${other} did not come`,
    next:
      "You waited until the room closed. The page of the consultation has what the client sent.",
    see: "See the consultation",
  },
  rescheduled: {
    subject: ({ service, client }: About) => `Moved: ${service} with ${client}`,
    heading: (
      { by, client }: Pick<About, "client"> & { readonly by: By },
    ) => {
      const who = {
        client: `${client} has`,
        artist: "You have",
        admin: "The studio has",
      };
      return `${who[by]} moved a consultation`;
    },
    freed: "The old time is free again.",
    nothingToDo: "You don’t need to do anything.",
    /** The studio's rule about moves by clients; also on the artist's page. */
    noAgreement: ({ hours }: { readonly hours: number }) =>
      `You don’t need to agree: the studio lets clients move a consultation to any time that is open for booking, until ${
        hours === 0 ? "the start" : `${units(hours, "hour")} before the start`
      }. If the new time does not suit you, move or cancel the consultation.`,
    see: "See the consultation",
  },
  cancelled: {
    subject: ({ service, client }: About) =>
      `Cancelled: ${service} with ${client}`,
    heading: (
      { by, client }: Pick<About, "client"> & { readonly by: By },
    ) =>
      by === "artist"
        ? "You have cancelled a consultation"
        : `${by === "client" ? client : "The studio"} has cancelled`,
    freed: ({ by }: { readonly by: By }) =>
      by === "client"
        ? "The time is free again."
        : "The time is free again, and we have told your client.",
    seeDay: "See your day",
  },
  codesRefused: {
    subject: "Someone enters wrong sign-in codes",
    what:
      "Many wrong codes were entered to sign in with your address. If that was not you, somebody is guessing.",
    safe:
      "Nobody is signed in. Codes are refused for a while; the link in a sign-in email works as always, and so do codes in a browser where you have signed in before.",
    button: "Sign in",
  },
  withdrawn: {
    subject: ({ service, client }: About) => `Withdrawn: ${service}, ${client}`,
    heading: ({ client }: Pick<About, "client">) =>
      `${client} has withdrawn a request`,
    freed: "You don’t need to answer it. The time is free again.",
  },
  signIn: {
    subject: ({ studio }: { readonly studio: string }) =>
      `Sign in to ${studio}`,
    preview: ({ until }: { readonly until: string }) => `Works until ${until}.`,
    heading: "Sign in",
    typeCode: "Type this code on the page where you asked for it:",
    orLink: "Or sign in on this device:",
    button: "Sign in",
    once: ({ until }: { readonly until: string }) =>
      `Both work once, until ${until}.`,
    notYou:
      "If you did not ask for this, ignore this email: nobody can sign in without it. Don’t give the code to anyone.",
  },
};
