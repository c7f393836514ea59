import type { Sms } from "@/lib/ports/mod.ts";
import { formatDateTime } from "@/lib/time/format.ts";
import { oneLine } from "@/lib/domain/basic/plain_text.ts";
import type { Words } from "@/lib/words/mod.ts";
import { inGsm7, segments } from "./gsm7.ts";

export interface SmsOptions {
  readonly studioName: string;
  /** Absolute, without a trailing slash. */
  readonly baseUrl: string;
  readonly words: Words;
}

const MOST_SEGMENTS = 2;
/** How long a name may be, from the usual length to the shortest that is still a name. */
const NAME_LENGTHS = [30, 24, 18, 12, 8];

/**
 * The text of a message, in at most two segments unless the site's own URL is
 * very long. The same message always has the same text, so that a sent one can
 * be recognised. It contains nothing that the client typed: the number may
 * belong to someone else.
 */
export function smsWords(sms: Sms, options: SmsOptions): string {
  const written = NAME_LENGTHS.map((most) => wordsWith(sms, options, { most }));
  return written.find((text) => segments(text) <= MOST_SEGMENTS) ??
    written.at(-1)!;
}

function wordsWith(
  sms: Sms,
  { studioName, baseUrl, words: { texts } }: SmsOptions,
  { most }: { readonly most: number },
): string {
  const { id, artistName, startsAt, zone } = sms.consultation;
  const studio = name(studioName, most) ?? new URL(baseUrl).host;
  const artist = name(artistName, most) ?? texts.yourArtist;
  const when = inGsm7(formatDateTime(startsAt, zone)) ?? "";
  // The secret is after the `#`, which browsers do not send.
  const link = "secret" in sms ? `${baseUrl}/c/${id}#${sms.secret}` : "";
  return texts.message({ studio, text: text() });

  function text(): string {
    switch (sms.kind) {
      case "confirmed":
        return texts.confirmed({ artist, when, link });
      case "rescheduled":
        return texts.rescheduled({ artist, when, link });
      case "cancelled":
        // The reference makes it unique, in case the same time is booked again.
        return texts.cancelled({ artist, when, reference: id.slice(0, 6) });
      case "reminder":
        return texts.reminder({
          artist,
          when,
          link,
          soon: sms.reminder === "soon",
        });
      case "ready":
        return texts.ready({ artist, link });
    }
  }
}

/** Null if the alphabet cannot write it. */
function name(text: string, most: number): string | null {
  const written = inGsm7(oneLine(text, 200));
  if (written === null || written === "") return null;
  return written.length <= most ? written : written.slice(0, most).trimEnd();
}
