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
import { toCalendar } from "../calendar_block.ts";
import { TO_PREPARE } from "../to_prepare.ts";
import { changesUntil, greeting, roomOpens } from "../words.ts";

/** To the client: the link, when it opens, and how to be ready. */
export function confirmed(
  { consultation, secret }: Extract<Mail, { kind: "confirmed" }>,
  { baseUrl, joinPolicy, studio }: MailOptions,
): MailContent {
  const { id, artistName, serviceName, client, startsAt, endsAt } =
    consultation;
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
        `${
          roomOpens(joinPolicy)
        } There is nothing to install: the link opens in your browser. ` +
          "It is yours alone, so please do not pass it on.",
      ),
      toCalendar(consultation, baseUrl),
      paragraph(changesUntil(studio)),
      heading("What to prepare"),
      list(TO_PREPARE),
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
