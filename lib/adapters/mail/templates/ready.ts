import type { Mail } from "@/lib/ports.ts";
import { formatMoment, formatWhen } from "@/lib/time/format.ts";
import {
  button,
  facts,
  type MailContent,
  type MailOptions,
  paragraph,
} from "../mail_content.ts";
import { greeting } from "../words.ts";

/** To the client: the artist is there and waits. */
export function ready(
  { consultation, secret }: Extract<Mail, { kind: "ready" }>,
  { baseUrl, joinPolicy }: MailOptions,
): MailContent {
  const { id, artistName, serviceName, client, startsAt, endsAt } =
    consultation;
  return {
    subject: `${artistName} is ready for you`,
    preview: "Open your consultation now.",
    heading: `${artistName} is ready for you`,
    blocks: [
      paragraph(greeting(client.name)),
      paragraph(
        `${artistName} is in the room and waits for you. You can come in until ${
          formatMoment(endsAt + joinPolicy.graceMs, client.zone)
        }.`,
      ),
      button("Open your consultation", `${baseUrl}/c/${id}#${secret}`),
      facts([
        ["What", serviceName],
        ["When", formatWhen(startsAt, endsAt, client.zone)],
      ]),
    ],
  };
}
