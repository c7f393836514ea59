import { CalendarFeedPage } from "@/components/calendar/CalendarFeedPage.tsx";
import { DeadLetters } from "@/components/messages/DeadLetters.tsx";
import { SignOutEverywhere } from "@/components/staff/SignOutEverywhere.tsx";
import { MailList } from "@/components/messages/MailList.tsx";
import { iso } from "@/lib/domain/basic/instant.ts";
import { CLIENT, STARTS_AT } from "@/gallery/sample.ts";
import { markup } from "./states.ts";

const MADE = "Sunday 22 November 2026, 17:15 Central European Standard Time";

export const CALENDAR = markup({ viewer: "artist" }, {
  none: <CalendarFeedPage refused={null} madeAt={null} address={null} />,
  made: <CalendarFeedPage refused={null} madeAt={MADE} address={null} />,
  shown: (
    <CalendarFeedPage
      refused={null}
      madeAt={MADE}
      address="https://rosewood.example/calendar/a-secret.ics"
    />
  ),
});

export const SIGNED_IN = markup({ viewer: "artist", heading: "Your profile" }, {
  everywhere: <SignOutEverywhere />,
});

const MAILS = [
  {
    id: "2",
    href: "/dev/mailbox/2",
    to: "mara@client.example",
    subject: "Your consultation is confirmed",
    at: iso(STARTS_AT),
    time: "15:02",
    current: true,
  },
  {
    id: "1",
    href: "/dev/mailbox/1",
    to: "ines@rosewood.example",
    subject: `A request from ${CLIENT}`,
    at: iso(STARTS_AT),
    time: "14:40",
  },
];

const DEAD_LETTER = {
  id: "1",
  what: "Confirmation",
  to: "mara@client.example",
  consultation: { href: "/admin", words: `${CLIENT}, ${MADE}` },
  attempts: 8,
  failedAt: iso(STARTS_AT),
  failed: MADE,
  reason: "The mail service says that this address does not exist.",
  retryBlocker: null,
};

export const MESSAGES = markup({ viewer: "admin", heading: "Messages" }, {
  "mailbox-empty": <MailList mails={[]} />,
  mailbox: <MailList mails={MAILS}>Dear Mara,</MailList>,
  "nothing-stuck": <DeadLetters letters={[]} />,
  stuck: (
    <DeadLetters
      letters={[
        DEAD_LETTER,
        {
          ...DEAD_LETTER,
          id: "2",
          consultation: null,
          attempts: 1,
          retryBlocker: "Its link has been replaced since: send a new one.",
        },
      ]}
    />
  ),
});
