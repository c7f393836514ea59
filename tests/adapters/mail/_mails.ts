import type { Client } from "@/lib/domain/consultation.ts";
import { DEFAULT_JOIN_POLICY } from "@/lib/domain/join_window.ts";
import type { Mail, MailedConsultation } from "@/lib/ports.ts";
import type { MailOptions } from "@/lib/adapters/mail/render_mail.tsx";
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
  organizer: { name: "Atelier Vidal", email: "hello@vidal.example" },
};

export type AnyMail = Mail & { readonly id: string };
export type Kind = Mail["kind"];

/** One mail of each kind, for the given client. */
export function mails(
  client: Partial<Client> = {},
  more: Partial<MailedConsultation> & { reason?: string } = {},
): { readonly [K in Kind]: AnyMail } {
  const { reason = "I am away that week.", ...rest } = more;
  const { id, version, serviceName, startsAt, endsAt, client: whole } =
    aRequested({
      client: { zone: "America/New_York", ...client },
    });
  const consultation: MailedConsultation = {
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
    request_received: { ...toClient, kind: "request_received" },
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
    summary: {
      ...toClient,
      kind: "summary",
      startedAt: startsAt,
      endedAt: endsAt,
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
