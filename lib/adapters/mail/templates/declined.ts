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

/** To the client: not this time, why, and what one can do. */
export function declined(
  { consultation, reason }: Extract<Mail, { kind: "declined" }>,
  { baseUrl }: MailOptions,
): MailContent {
  const { artistName, serviceName, client, startsAt, endsAt } = consultation;
  const words = lines(reason);
  return {
    subject: `${artistName} cannot take your request`,
    preview: "You are welcome to choose another time.",
    heading: "Not this time",
    blocks: [
      paragraph(greeting(client.name)),
      paragraph(
        `We are sorry: ${artistName} cannot take your request for this time.`,
      ),
      facts([
        ["What", serviceName],
        ["When", formatWhen(startsAt, endsAt, client.zone)],
      ]),
      ...(words === ""
        ? []
        : [paragraph(`${artistName} writes:`), quote(words)]),
      paragraph("You are welcome to choose another time."),
      button("See free times", `${baseUrl}/book`),
    ],
  };
}
