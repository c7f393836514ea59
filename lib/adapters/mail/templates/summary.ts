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

/** To the client, afterwards: what it was and how long. */
export function summary(
  { consultation, startedAt, endedAt }: Extract<Mail, { kind: "summary" }>,
  { baseUrl }: MailOptions,
): MailContent {
  const { artistName, serviceName, client } = consultation;
  return {
    subject: `Your consultation with ${artistName}`,
    preview: `${serviceName} with ${artistName}`,
    heading: "Thank you for coming",
    blocks: [
      paragraph(greeting(client.name)),
      paragraph("It was good to see you. This was your consultation:"),
      facts([
        ["With", artistName],
        ["What", serviceName],
        ["When", formatWhen(startedAt, endedAt, client.zone)],
      ]),
      paragraph(
        "If a question comes up later, write to the address below: it reaches the studio.",
      ),
      button("Book another time", `${baseUrl}/book`),
    ],
  };
}
