import type { Mail } from "@/lib/ports/mod.ts";
import type { MailOptions } from "./mail_content.ts";

/** The page where reminders for one address can be stopped and resumed. */
export function stopAddress(stopToken: string, baseUrl: string): string {
  return `${baseUrl}/reminders/${stopToken}`;
}

/**
 * On every mail: no program may answer it. Out-of-office replies to automatic
 * mail would flood the sender (RFC 3834, section 5; Exchange has a header of
 * its own, [MS-OXCMAIL] 2.2.3.2.14).
 */
const AUTOMATIC = {
  "Auto-Submitted": "auto-generated",
  "X-Auto-Response-Suppress": "All",
} as const;

/**
 * Reminders can be stopped from the mail client itself (RFC 2369, and RFC 8058
 * for one click). Mails about a change cannot: they have no such header.
 */
export function headersOf(
  mail: Mail,
  { baseUrl }: MailOptions,
): Record<string, string> {
  if (mail.kind !== "reminder") return AUTOMATIC;
  return {
    ...AUTOMATIC,
    "List-Unsubscribe": `<${stopAddress(mail.stopToken, baseUrl)}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
}
