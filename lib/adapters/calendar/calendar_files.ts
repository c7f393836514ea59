import type { Config } from "@/lib/config/mod.ts";
import type {
  CalendarFiles,
  CalendarIdentities,
  Catalog,
} from "@/lib/ports/mod.ts";
import { calendarSource } from "./organizer.ts";
import { type CalendarSource, writeFeed, writeFile } from "./write_calendar.ts";

/** Entries as iCalendar files, in the studio's name. */
export function createCalendarFiles(
  config: Pick<Config, "baseUrl" | "mail">,
  { catalog, identities }: {
    readonly catalog: Pick<Catalog, "studio">;
    readonly identities: CalendarIdentities;
  },
): CalendarFiles {
  const source = async (): Promise<CalendarSource> => {
    const studio = await catalog.studio();
    if (!studio) throw new Error("There is no studio to write for");
    return await calendarSource(config, studio, identities);
  };
  return {
    file: async (entry) => writeFile(entry, await source()),
    feed: async (name, entries) => writeFeed(name, entries, await source()),
  };
}
