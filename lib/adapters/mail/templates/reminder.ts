import type { Mail } from "@/lib/ports.ts";
import { formatWhen } from "@/lib/time/format.ts";
import {
  button,
  facts,
  type MailContent,
  type MailOptions,
  paragraph,
} from "../mail_content.ts";
import { greeting } from "../words.ts";

/** To the client: when, and the link again. */
export function reminder(
  { consultation, reminder, secret }: Extract<Mail, { kind: "reminder" }>,
  { baseUrl }: MailOptions,
): MailContent {
  const { id, artistName, serviceName, client, startsAt, endsAt } =
    consultation;
  const soon = reminder === "soon";
  return {
    subject: soon
      ? `Soon: ${serviceName} with ${artistName}`
      : `Coming up: ${serviceName} with ${artistName}`,
    preview: formatWhen(startsAt, endsAt, client.zone),
    heading: soon
      ? "Your consultation starts soon"
      : "Your consultation is coming up",
    blocks: [
      paragraph(greeting(client.name)),
      facts([
        ["With", artistName],
        ["What", serviceName],
        ["When", formatWhen(startsAt, endsAt, client.zone)],
      ]),
      button("Open your consultation", `${baseUrl}/c/${id}#${secret}`),
    ],
  };
}
