import { HOUR } from "@/lib/domain/basic/instant.ts";
import { formatDateTime } from "@/lib/time/format.ts";
import type { ConsultationInMail } from "@/lib/ports/mod.ts";
import type { MailOptions } from "./mail_content.ts";

/**
 * Until when the client may move or cancel online. A time agreed closer to its
 * start than that cannot be changed online at all.
 */
export function changes(
  { agreedAt, client, startsAt }: ConsultationInMail,
  { studio, words }: MailOptions,
): string {
  const hours = studio.clientChangesUntilHours;
  const closesAt = startsAt - hours * HOUR;
  return words.mails.changes({
    hours,
    until: formatDateTime(closesAt, client.zone),
    closed: (agreedAt ?? 0) > closesAt,
  });
}
