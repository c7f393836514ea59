import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { iso } from "@/lib/domain/basic/instant.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { formatDay, formatTime, formatZone } from "@/lib/time/format.ts";

/** The messages of one day; its heading names the zone of their times. */
export interface KeptDay {
  readonly heading: string;
  readonly messages: readonly {
    readonly number: number;
    /** Who wrote it, as the reader calls them. */
    readonly name: string;
    readonly text: string;
    /** ISO 8601. */
    readonly at: string;
    readonly time: string;
  }[];
}

/** What the two people wrote, by day, for a page whose reader was admitted. */
export async function keptMessages(
  { chat }: Pick<Deps, "chat">,
  id: ConsultationId,
  { zone, names }: {
    readonly zone: string;
    readonly names: Readonly<Record<Party, string>>;
  },
): Promise<readonly KeptDay[]> {
  const messages = await chat.after(id, 0);
  const days = Map.groupBy(
    messages,
    ({ sentAt }) => `${formatDay(sentAt, zone)}, ${formatZone(sentAt, zone)}`,
  );
  return [...days].map(([heading, ofDay]) => ({
    heading,
    messages: ofDay.map(({ number, from, text, sentAt }) => ({
      number,
      name: names[from],
      text,
      at: iso(sentAt),
      time: formatTime(sentAt, zone),
    })),
  }));
}
