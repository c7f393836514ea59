import type { CalendarPerson } from "@/lib/adapters/calendar/write_calendar.ts";
import type { JoinPolicy } from "@/lib/domain/join_window.ts";
import type { Studio } from "@/lib/domain/studio.ts";

/** What every template is told beside its mail. */
export interface MailOptions {
  readonly studio: Studio;
  /** Absolute, without a slash at the end. */
  readonly baseUrl: string;
  readonly joinPolicy: JoinPolicy;
  /** Whom calendars name as the one who invites. */
  readonly organizer: CalendarPerson;
}

/** The parts a mail is made of. HTML and plain text are both written from them. */
export type Block =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "heading"; readonly text: string }
  | {
    readonly kind: "facts";
    readonly rows: readonly (readonly [label: string, value: string])[];
  }
  | { readonly kind: "list"; readonly items: readonly string[] }
  /** Someone's own words: set apart, so that they cannot pass for ours. */
  | { readonly kind: "quote"; readonly text: string }
  /** The one action of a mail. */
  | { readonly kind: "button"; readonly label: string; readonly href: string }
  | { readonly kind: "code"; readonly text: string }
  /** A few ways of doing one thing, none of them the mail's action. */
  | {
    readonly kind: "links";
    readonly lead: string;
    readonly items: readonly (readonly [label: string, href: string])[];
  }
  /** Small print with a way out: not the mail's action. */
  | {
    readonly kind: "aside";
    readonly text: string;
    readonly label: string;
    readonly href: string;
  };

export interface MailContent {
  readonly subject: string;
  /** The line that a mail client shows beside the subject. */
  readonly preview: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
}

export const paragraph = (text: string): Block => ({ kind: "paragraph", text });
export const heading = (text: string): Block => ({ kind: "heading", text });
export const list = (items: readonly string[]): Block => ({
  kind: "list",
  items,
});
export const quote = (text: string): Block => ({ kind: "quote", text });
export const button = (label: string, href: string): Block => ({
  kind: "button",
  label,
  href,
});
export const code = (text: string): Block => ({ kind: "code", text });
export const links = (
  lead: string,
  items: readonly (readonly [label: string, href: string])[],
): Block => ({ kind: "links", lead, items });
export const aside = (text: string, label: string, href: string): Block => ({
  kind: "aside",
  text,
  label,
  href,
});
/** Rows without a value are left out. */
export const facts = (
  rows: readonly (readonly [label: string, value: string])[],
): Block => ({ kind: "facts", rows: rows.filter(([, value]) => value !== "") });
