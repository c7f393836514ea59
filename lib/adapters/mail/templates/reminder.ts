import type { Mail } from "@/lib/ports.ts";
import { formatWhen } from "@/lib/time/format.ts";
import { stopAddress } from "../headers.ts";
import {
  aside,
  type Block,
  button,
  facts,
  heading,
  list,
  type MailContent,
  type MailOptions,
  paragraph,
} from "../mail_content.ts";
import { TO_PREPARE } from "../to_prepare.ts";
import { greeting, roomOpens } from "../words.ts";

/** To the client: when it is, the link again, and how to hear no more of this kind. */
export function reminder(
  { consultation, reminder, secret, stopToken }: Extract<
    Mail,
    { kind: "reminder" }
  >,
  options: MailOptions,
): MailContent {
  const { baseUrl, joinPolicy } = options;
  const { id, artistName, serviceName, client, startsAt, endsAt } =
    consultation;
  const soon = reminder === "soon";
  const when = formatWhen(startsAt, endsAt, client.zone);
  return {
    subject: `${
      soon ? "Soon" : "Coming up"
    }: ${serviceName} with ${artistName}`,
    preview: when,
    heading: soon
      ? "Your consultation starts soon"
      : "Your consultation is coming up",
    blocks: [
      paragraph(greeting(client.name)),
      paragraph(
        soon
          ? `In a few minutes ${artistName} expects you.`
          : `${artistName} looks forward to seeing you.`,
      ),
      facts([["With", artistName], ["What", serviceName], ["When", when]]),
      button("Open your consultation", `${baseUrl}/c/${id}#${secret}`),
      paragraph(
        `${
          roomOpens(joinPolicy)
        } This link is as good as the one you had before: use either.`,
      ),
      ...(soon ? [] : toPrepare()),
      aside(
        "You get reminders because you booked a consultation.",
        "Stop reminders",
        stopAddress(stopToken, baseUrl),
      ),
    ],
  };
}

function toPrepare(): Block[] {
  return [heading("What to prepare"), list(TO_PREPARE)];
}
