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

/** To the client: nobody answered before the time that was asked for. */
export function expired(
  { consultation }: Extract<Mail, { kind: "expired" }>,
  { baseUrl }: MailOptions,
): MailContent {
  const { artistName, serviceName, client, startsAt, endsAt } = consultation;
  return {
    subject: `Not answered in time: ${serviceName}`,
    preview: "You are welcome to choose another time.",
    heading: "Your request was not answered in time",
    blocks: [
      paragraph(greeting(client.name)),
      paragraph(
        `We are sorry: ${artistName} could not answer before the time you asked for.`,
      ),
      facts([
        ["What", serviceName],
        ["When", formatWhen(startsAt, endsAt, client.zone)],
      ]),
      paragraph(
        "The time is not kept any more. You are welcome to choose another one.",
      ),
      button("See free times", `${baseUrl}/book`),
    ],
  };
}
