import type { Config } from "@/lib/config.ts";
import type { CalendarFiles, Directory } from "@/lib/ports.ts";
import { organizerOf } from "./organizer.ts";
import { type CalendarSource, writeFeed, writeFile } from "./write_calendar.ts";

/** Entries as iCalendar files, in the name of the studio. */
export function createCalendarFiles(
  { baseUrl, mail }: Pick<Config, "baseUrl" | "mail">,
  directory: Pick<Directory, "studio">,
): CalendarFiles {
  const source = async (): Promise<CalendarSource> => {
    const studio = await directory.studio();
    if (!studio) throw new Error("There is no studio to write for");
    return { baseUrl, organizer: organizerOf(studio, mail) };
  };
  return {
    file: async (entry) => writeFile(entry, await source()),
    feed: async (name, entries) => writeFeed(name, entries, await source()),
  };
}
