import type { Client } from "@/lib/domain/consultation/consultation.ts";
import { DEFAULT_JOIN_POLICY } from "@/lib/domain/consultation/join_window.ts";
import type { ConsultationInMail, Mail } from "@/lib/ports/mod.ts";
import type { MailOptions } from "@/lib/adapters/mail/render_mail.tsx";
import { words } from "@/lib/words/mod.ts";
import { aRequested } from "@/tests/_support/a_consultation.ts";

export const SECRET = "mS9dQ0ZtYx3kq1Vb7nWcUe4RjLpHaGfT2oIiKzXw5sE";
export const STOP_TOKEN = "Qk2vWm8sXy1dLr6hTf0gPb4nEj9cUa7ZqRt5iOoKwYs";
export const CODE = "123456";
export const ID = aRequested().id;

const BEFORE = {
  from: Date.parse("2026-11-20T15:00:00Z"),
  to: Date.parse("2026-11-20T15:45:00Z"),
};

export const OPTIONS: MailOptions = {
  studio: {
    name: "Atelier Vidal",
    zone: "Europe/Berlin",
    contactEmail: "hello@vidal.example",
    clientChangesUntilHours: 24,
  },
  baseUrl: "https://visit.vidal.example",
  joinPolicy: DEFAULT_JOIN_POLICY,
  calendar: {
    baseUrl: "https://visit.vidal.example",
    host: "visit.vidal.example",
    organizer: { name: "Atelier Vidal", email: "hello@vidal.example" },
  },
  words: words(),
};

export type AnyMail = Mail & { readonly id: string };
export type Kind = Mail["kind"];

/** One mail of each kind for the given client. */
export function mails(
  client: Partial<Client> = {},
  more: Partial<ConsultationInMail> & { reason?: string } = {},
): { readonly [K in Kind]: AnyMail } {
  const { reason = "I am away that week.", ...rest } = more;
  const { id, version, serviceName, startsAt, endsAt, client: whole } =
    aRequested({
      client: { zone: "America/New_York", ...client },
    });
  const consultation: ConsultationInMail = {
    id,
    version,
    serviceName,
    startsAt,
    endsAt,
    client: whole,
    artistName: "Inès Vidal",
    artistZone: "Europe/Berlin",
    intake: [],
    photos: [],
    confirmedAt: null,
    agreedAt: startsAt - 86_400_000,
    ...rest,
  };
  const toClient = { id: "01A", to: whole.email, consultation } as const;
  const toArtist = { ...toClient, to: "ines@vidal.example" } as const;
  return {
    request_received: {
      ...toClient,
      kind: "request_received",
      secret: SECRET,
    },
    withdrawn_to_artist: { ...toArtist, kind: "withdrawn_to_artist" },
    missed: { ...toClient, kind: "missed", waited: "client" },
    requests_to_artist: {
      kind: "requests_to_artist",
      id: "01A",
      to: "ines@vidal.example",
      waiting: 12,
    },
    request_to_artist: {
      ...toClient,
      kind: "request_to_artist",
      to: "ines@vidal.example",
    },
    confirmed: { ...toClient, kind: "confirmed", secret: SECRET },
    declined: { ...toClient, kind: "declined", reason },
    rescheduled: {
      ...toClient,
      kind: "rescheduled",
      before: BEFORE,
      by: "artist",
      secret: SECRET,
    },
    rescheduled_to_artist: {
      ...toArtist,
      kind: "rescheduled_to_artist",
      before: BEFORE,
      by: "client",
    },
    cancelled: {
      ...toClient,
      kind: "cancelled",
      by: "artist",
      word: "I have the flu. Please choose any day next week.",
    },
    cancelled_to_artist: {
      ...toArtist,
      kind: "cancelled_to_artist",
      by: "client",
    },
    expired: { ...toClient, kind: "expired" },
    reminder: {
      ...toClient,
      kind: "reminder",
      reminder: "day",
      secret: SECRET,
      stopToken: STOP_TOKEN,
    },
    ready: { ...toClient, kind: "ready", secret: SECRET },
    link_again: { ...toClient, kind: "link_again", secret: SECRET },
    summary: {
      ...toClient,
      kind: "summary",
      startedAt: startsAt,
      endedAt: endsAt,
      secret: SECRET,
    },
    look_sheet: {
      ...toClient,
      kind: "look_sheet",
      secret: SECRET,
      look: {
        title: "Evening, soft and warm",
        summary: "Less than you think, and blend upwards.",
        steps: [{
          area: "skin",
          text: "Press in two drops with your fingers.",
          product: "Tinted serum",
          shade: "Neutral 3",
          note: "Only where you need it.",
        }, {
          area: "lips",
          text: "",
          product: "Lipstick",
          shade: "Rosewood",
          note: "",
        }],
      },
    },
    codes_refused: {
      id: "01B",
      kind: "codes_refused",
      to: "ines@vidal.example",
    },
    sign_in: {
      id: "01B",
      kind: "sign_in",
      to: "ines@vidal.example",
      secret: SECRET,
      code: CODE,
      expiresAt: startsAt,
    },
  };
}
