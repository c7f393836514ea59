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
      paragraph(`It was good to see you. This is what we have noted:`),
      facts([
        ["With", artistName],
        ["What", serviceName],
        ["When", formatWhen(startedAt, endedAt, client.zone)],
      ]),
      button("Book another time", `${baseUrl}/book`),
    ],
  };
}
