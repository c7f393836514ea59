import type { Mail } from "@/lib/ports.ts";
import { formatWhen } from "@/lib/time/format.ts";
import {
  button,
  facts,
  type MailContent,
  type MailOptions,
  paragraph,
} from "../mail_content.ts";
import { toCalendar } from "../calendar_block.ts";
import { changesUntil, greeting, roomOpens } from "../words.ts";

/** To the client: the time before, the time now, and the link that goes with it. */
export function rescheduled(
  { consultation, before, by, secret }: Extract<Mail, { kind: "rescheduled" }>,
  { baseUrl, joinPolicy, studio }: MailOptions,
): MailContent {
  const { id, artistName, serviceName, client, startsAt, endsAt } =
    consultation;
  const who = by === "client"
    ? "You have moved your consultation."
    : `${
      by === "artist" ? artistName : "The studio"
    } has moved your consultation.`;
  return {
    subject: `Moved: ${serviceName} with ${artistName}`,
    preview: formatWhen(startsAt, endsAt, client.zone),
    heading: "Your consultation has a new time",
    blocks: [
      paragraph(greeting(client.name)),
      paragraph(who),
      facts([
        ["With", artistName],
        ["What", serviceName],
        ["Now", formatWhen(startsAt, endsAt, client.zone)],
        ["Before", formatWhen(before.from, before.to, client.zone)],
      ]),
      button("Open your consultation", `${baseUrl}/c/${id}#${secret}`),
      paragraph(
        "This link takes the place of the one you had. The old one opens nothing any more.",
      ),
      toCalendar(consultation, baseUrl),
      paragraph(`${roomOpens(joinPolicy)} ${changesUntil(studio)}`),
    ],
  };
}
