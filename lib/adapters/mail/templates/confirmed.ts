import type { Mail } from "@/lib/ports.ts";
import { formatWhen } from "@/lib/time/format.ts";
import {
  button,
  facts,
  heading,
  list,
  type MailContent,
  type MailOptions,
  paragraph,
} from "../mail_content.ts";
import { greeting, minutesInWords } from "../words.ts";

/** To the client: the link, when it opens, and how to be ready. */
export function confirmed(
  { consultation, secret }: Extract<Mail, { kind: "confirmed" }>,
  { baseUrl, joinPolicy }: MailOptions,
): MailContent {
  const { id, artistName, serviceName, client, startsAt, endsAt } =
    consultation;
  const opens = joinPolicy.earlyMs === 0
    ? "The room opens at the start."
    : `The room opens ${minutesInWords(joinPolicy.earlyMs)} before the start.`;
  return {
    subject: `Confirmed: ${serviceName} with ${artistName}`,
    preview: formatWhen(startsAt, endsAt, client.zone),
    heading: "Your consultation is confirmed",
    blocks: [
      paragraph(greeting(client.name)),
      paragraph(`${artistName} looks forward to seeing you.`),
      facts([
        ["With", artistName],
        ["What", serviceName],
        ["When", formatWhen(startsAt, endsAt, client.zone)],
      ]),
      // The secret is behind the `#`, which browsers do not send: it reaches no log on the way.
      button("Open your consultation", `${baseUrl}/c/${id}#${secret}`),
      paragraph(
        `${opens} There is nothing to install: the link opens in your browser. ` +
          "It is yours alone, so please do not pass it on.",
      ),
      heading("What to prepare"),
      list([
        "Sit facing a window or a lamp, so that the light falls on your face.",
        "Tie your hair back.",
        "Come with clean skin, without makeup.",
        "Use headphones: you will hear each other better.",
        "Use Wi-Fi, and stand your phone up so that your hands are free.",
      ]),
      heading("How to test it"),
      paragraph(
        "Open the link on the phone or computer that you will use. Before the " +
          "room is open, the page tells you when it will be; once it is open, you see " +
          "your own picture first. When your browser asks for the camera and the " +
          "microphone, allow both. Nobody sees you before your artist starts the call.",
      ),
    ],
  };
}
