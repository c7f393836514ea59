import type { Mail } from "@/lib/ports.ts";
import type { MailOptions } from "./mail_content.ts";

/** Where reminders for one address can be stopped, and turned on again. */
export function stopAddress(stopToken: string, baseUrl: string): string {
  return `${baseUrl}/reminders/${stopToken}`;
}

/**
 * Reminders can be stopped from the mail client itself (RFC 2369, and RFC 8058
 * for one press). Whatever tells of a change cannot: it has no such header.
 */
export function headersOf(
  mail: Mail,
  { baseUrl }: MailOptions,
): Record<string, string> {
  if (mail.kind !== "reminder") return {};
  return {
    "List-Unsubscribe": `<${stopAddress(mail.stopToken, baseUrl)}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
}
