import type { CalendarSource } from "@/lib/adapters/calendar/write_calendar.ts";
import type { JoinPolicy } from "@/lib/domain/consultation/join_window.ts";
import type { Studio } from "@/lib/domain/offer/studio.ts";
import type { Attachment } from "@/lib/ports/mod.ts";
import type { Words } from "@/lib/words/mod.ts";

/** What every template gets beside its mail. */
export interface MailOptions {
  readonly studio: Studio;
  /** Absolute, without a trailing slash. */
  readonly baseUrl: string;
  readonly joinPolicy: JoinPolicy;
  /** The owner of calendar files. */
  readonly calendar: CalendarSource;
  /** In the language of the person who gets it. */
  readonly words: Words;
  /** The pictures that go with a look sheet; read when it is sent. */
  readonly photos?: SentPhotos;
}

export interface SentPhotos {
  readonly files: readonly Attachment[];
  /** How many more are on the client's page. */
  readonly more: number;
}

/** The parts of a mail. HTML and plain text are both made from them. */
export type Block =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "heading"; readonly text: string }
  | {
    readonly kind: "facts";
    readonly rows: readonly (readonly [label: string, value: string])[];
  }
  | { readonly kind: "list"; readonly items: readonly string[] }
  /** A person's own text: set apart, so that it cannot pass for ours. */
  | { readonly kind: "quote"; readonly text: string }
  /** The main action of a mail. */
  | { readonly kind: "button"; readonly label: string; readonly href: string }
  | { readonly kind: "code"; readonly text: string }
  /** A few alternatives, none of them the mail's main action. */
  | {
    readonly kind: "links";
    readonly lead: string;
    readonly items: readonly (readonly [label: string, href: string])[];
  }
  /** Small print with a link: not the mail's main action. */
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
export const note = (
  text: string,
  { label, href }: { readonly label: string; readonly href: string },
): Block => ({
  kind: "aside",
  text,
  label,
  href,
});
/** Rows without a value are omitted. */
export const facts = (
  rows: readonly (readonly [label: string, value: string])[],
): Block => ({ kind: "facts", rows: rows.filter(([, value]) => value !== "") });
