import type { Mail } from "@/lib/ports.ts";
import { formatWhen } from "@/lib/time/format.ts";
import {
  button,
  facts,
  heading,
  type MailContent,
  type MailOptions,
  paragraph,
  quote,
} from "../mail_content.ts";
import { lines, oneLine, photosInWords } from "../words.ts";

/** To the artist: who asks for what, in the artist's own time. */
export function requestToArtist(
  { consultation }: Extract<Mail, { kind: "request_to_artist" }>,
  { baseUrl }: MailOptions,
): MailContent {
  const {
    id,
    serviceName,
    client,
    startsAt,
    endsAt,
    artistZone,
    intake,
    photos,
  } = consultation;
  const name = oneLine(client.name, 60);
  const note = lines(client.note);
  const when = formatWhen(startsAt, endsAt, artistZone);
  const theirs = formatWhen(startsAt, endsAt, client.zone);
  return {
    subject: `New request: ${serviceName}, ${name}`,
    preview: when,
    heading: "A new request",
    blocks: [
      paragraph(`${name} asks you for a video consultation.`),
      facts([
        ["Client", name],
        ["Email", oneLine(client.email)],
        ["What", serviceName],
        ["When", when],
        ["For the client", theirs === when ? "" : theirs],
      ]),
      ...(note === "" ? [] : [paragraph("The client writes:"), quote(note)]),
      ...(intake.length === 0 ? [] : [
        heading("What the client answered"),
        facts(intake.map(({ label, answer }) => [
          oneLine(label),
          oneLine(answer, 500) || "No answer",
        ])),
      ]),
      ...(photos.length === 0 ? [] : [
        paragraph(
          `The client has added ${
            photosInWords(photos.length)
          }: you see them on the request's page.`,
        ),
      ]),
      paragraph(
        "Confirm or decline it on its page. The client hears from us either way.",
      ),
      button("Answer the request", `${baseUrl}/artist/consultations/${id}`),
      paragraph(
        "The time stays taken in your diary until you answer. " +
          "A request without an answer lapses when its time has come.",
      ),
    ],
  };
}
