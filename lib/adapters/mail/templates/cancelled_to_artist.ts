import type { Mail } from "@/lib/ports.ts";
import { formatWhen } from "@/lib/time/format.ts";
import {
  button,
  facts,
  type MailContent,
  type MailOptions,
  paragraph,
} from "../mail_content.ts";
import { oneLine } from "../words.ts";

/** To the artist: which consultation does not take place. */
export function cancelledToArtist(
  { consultation, by }: Extract<Mail, { kind: "cancelled_to_artist" }>,
  { baseUrl }: MailOptions,
): MailContent {
  const { artistZone, serviceName, client, startsAt, endsAt } = consultation;
  const name = oneLine(client.name, 60);
  return {
    subject: `Cancelled: ${serviceName} with ${name}`,
    preview: formatWhen(startsAt, endsAt, artistZone),
    heading: by === "artist"
      ? "You have cancelled a consultation"
      : `${by === "client" ? name : "The studio"} has cancelled`,
    blocks: [
      facts([
        ["Who", name],
        ["What", serviceName],
        ["When", formatWhen(startsAt, endsAt, artistZone)],
      ]),
      paragraph(
        by === "client"
          ? "The time is free again."
          : "The time is free again, and your client has been told.",
      ),
      button("See your day", `${baseUrl}/artist`),
    ],
  };
}
