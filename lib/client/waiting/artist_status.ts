import { formatTime } from "@/lib/time/format.ts";
import type { WaitingSnapshot } from "@/lib/wire/wire.ts";
import { waiting } from "@/words/waiting.ts";
import type { WaitingPage } from "./waiting_page.ts";

const words = waiting.artistStatus;

/** How the artist is, as the client reads it; null if nothing is known. */
export function artistStatusWords(
  { snapshot, now, zone }: Pick<WaitingPage, "snapshot" | "now" | "zone">,
  artist: string,
): string | null {
  return snapshot.artistStatus === undefined
    ? null
    : sentenceOf(snapshot.artistStatus, { snapshot, now, zone, artist });
}

function sentenceOf(
  status: NonNullable<WaitingSnapshot["artistStatus"]>,
  { snapshot, now, zone, artist }:
    & Pick<WaitingPage, "snapshot" | "now" | "zone">
    & { readonly artist: string },
): string {
  switch (status.is) {
    case "getting_ready":
      return words.gettingReady({ artist });
    case "late": {
      const { minutes, due } = status;
      if (due !== undefined) {
        return words.dueAt({ artist, time: formatTime(Date.parse(due), zone) });
      }
      return now < Date.parse(snapshot.startsAt)
        ? words.willBeLate({ artist, minutes })
        : words.late({ artist, minutes });
    }
    case "busy": {
      const until = Date.parse(status.until);
      return now < until
        ? words.busy({ artist, time: formatTime(until, zone) })
        : words.stillBusy({ artist });
    }
  }
}
