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

/** To the artist: which consultation, from when to when. */
export function rescheduledToArtist(
  { consultation, before, by }: Extract<
    Mail,
    { kind: "rescheduled_to_artist" }
  >,
  { baseUrl }: MailOptions,
): MailContent {
  const { id, artistZone, serviceName, client, startsAt, endsAt } =
    consultation;
  const name = oneLine(client.name, 60);
  return {
    subject: `Moved: ${serviceName} with ${name}`,
    preview: formatWhen(startsAt, endsAt, artistZone),
    heading: `${
      by === "artist"
        ? "You have"
        : by === "client"
        ? `${name} has`
        : "The studio has"
    } moved a consultation`,
    blocks: [
      facts([
        ["Who", name],
        ["What", serviceName],
        ["Now", formatWhen(startsAt, endsAt, artistZone)],
        ["Before", formatWhen(before.from, before.to, artistZone)],
      ]),
      paragraph("The time before is free again, and nothing is left to do."),
      button("See the consultation", `${baseUrl}/artist/consultations/${id}`),
    ],
  };
}
