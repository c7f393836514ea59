import type { Mail } from "@/lib/ports.ts";
import { formatWhen } from "@/lib/time/format.ts";
import {
  button,
  facts,
  type MailContent,
  type MailOptions,
  paragraph,
  quote,
} from "../mail_content.ts";
import { greeting, lines } from "../words.ts";

/** To the client: it does not take place, and by whom. */
export function cancelled(
  { consultation, by, word }: Extract<Mail, { kind: "cancelled" }>,
  { baseUrl }: MailOptions,
): MailContent {
  const { artistName, serviceName, client, startsAt, endsAt } = consultation;
  const words = by === "client"
    ? "You have cancelled this consultation. Nothing is left to do."
    : `We are sorry: ${
      by === "artist" ? artistName : "the studio"
    } had to cancel this consultation.`;
  const said = lines(word);
  return {
    subject: `Cancelled: ${serviceName} with ${artistName}`,
    preview: formatWhen(startsAt, endsAt, client.zone),
    heading: "Your consultation is cancelled",
    blocks: [
      paragraph(greeting(client.name)),
      paragraph(words),
      facts([
        ["With", artistName],
        ["What", serviceName],
        ["When", formatWhen(startsAt, endsAt, client.zone)],
      ]),
      ...(said === "" ? [] : [
        paragraph(`${by === "artist" ? artistName : "The studio"} writes:`),
        quote(said),
      ]),
      paragraph("You are welcome to choose another time."),
      button("See free times", `${baseUrl}/book`),
    ],
  };
}
