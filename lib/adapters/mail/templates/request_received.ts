import type { Mail } from "@/lib/ports.ts";
import { formatWhen } from "@/lib/time/format.ts";
import { facts, type MailContent, paragraph } from "../mail_content.ts";
import { greeting } from "../words.ts";

/** To the client, at once: we have it, and nothing is settled yet. */
export function requestReceived(
  { consultation }: Extract<Mail, { kind: "request_received" }>,
): MailContent {
  const { artistName, serviceName, client, startsAt, endsAt } = consultation;
  return {
    subject: `Your request to ${artistName} has arrived`,
    preview: `${artistName} will answer you by email.`,
    heading: "We have your request",
    blocks: [
      paragraph(greeting(client.name)),
      paragraph(
        `Your request for a video consultation is with ${artistName}. ` +
          "It is not confirmed yet: the time is kept for you until you have an answer.",
      ),
      facts([
        ["With", artistName],
        ["What", serviceName],
        ["When", formatWhen(startsAt, endsAt, client.zone)],
      ]),
      paragraph(
        "There is nothing for you to do. As soon as it is confirmed, we send you " +
          "a second mail with your own link to the video room.",
      ),
      paragraph("If you did not ask for this, you can ignore this mail."),
    ],
  };
}
