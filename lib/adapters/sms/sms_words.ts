import type { Sms } from "@/lib/ports.ts";
import { formatMoment } from "@/lib/time/format.ts";
import { oneLine } from "../mail/words.ts";
import { inGsm7, segments } from "./gsm7.ts";

export interface SmsOptions {
  readonly studioName: string;
  /** Absolute, without a slash at the end. */
  readonly baseUrl: string;
}

const MOST_SEGMENTS = 2;
/** How long a name may be, from what is usual to what is still a name. */
const NAME_LENGTHS = [30, 24, 18, 12, 8];

/**
 * A text message's words, in at most two segments unless the site's own address
 * is very long. The same for the same message, so that a sent one can be
 * recognised. Nothing in it was typed by whoever booked: the number may be
 * somebody else's.
 */
export function smsWords(sms: Sms, options: SmsOptions): string {
  const written = NAME_LENGTHS.map((most) => wordsWith(sms, options, most));
  return written.find((text) => segments(text) <= MOST_SEGMENTS) ??
    written.at(-1)!;
}

function wordsWith(
  sms: Sms,
  { studioName, baseUrl }: SmsOptions,
  most: number,
): string {
  const { id, artistName, startsAt, zone } = sms.consultation;
  const studio = name(studioName, most) ?? new URL(baseUrl).host;
  const artist = name(artistName, most) ?? "your artist";
  const when = inGsm7(formatMoment(startsAt, zone)) ?? "";
  // The secret is behind the `#`, which browsers do not send.
  const link = "secret" in sms ? `${baseUrl}/c/${id}#${sms.secret}` : "";
  return `${studio}: ${saying()} Reply STOP to end`;

  function saying(): string {
    switch (sms.kind) {
      case "confirmed":
        return `your consultation with ${artist} is confirmed for ${when}. Your link: ${link}`;
      case "rescheduled":
        return `your consultation with ${artist} is now on ${when}. Your new link: ${link}`;
      case "cancelled":
        // The reference makes it unlike any other, should the same time be booked again.
        return `your consultation with ${artist} on ${when} is cancelled (ref. ${
          id.slice(0, 6)
        }).`;
      case "reminder":
        return sms.reminder === "soon"
          ? `your consultation with ${artist} starts soon, ${when}. Your link: ${link}`
          : `your consultation with ${artist} is coming up: ${when}. Your link: ${link}`;
      case "ready":
        return `${artist} is ready for you now: ${link}`;
    }
  }
}

/** Null where the alphabet cannot write it. */
function name(text: string, most: number): string | null {
  const written = inGsm7(oneLine(text, 200));
  if (written === null || written === "") return null;
  return written.length <= most ? written : written.slice(0, most).trimEnd();
}
