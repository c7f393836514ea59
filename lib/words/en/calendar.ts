/** What a calendar entry says. */
import type { CalendarWords } from "@/lib/domain/calendar/calendar_entry.ts";

export const calendar = {
  clientTitle: ({ service, artist }: {
    readonly service: string;
    readonly artist: string;
  }) => `${service} with ${artist}`,
  clientDetails:
    "A video consultation in your browser. To join, open the link in the newest email from the studio. " +
    "The link is only for you, so it is not in this entry.",
  artistTitle: ({ service, client }: {
    readonly service: string;
    readonly client: string;
  }) => `${service}: ${client}`,
  artistDetails: "A video consultation.",
  artistRequestDetails: "A request waiting for your answer.",
} satisfies CalendarWords;

/** Links to the client’s own calendar. */
export const calendarLinks = {
  google: "Google",
  outlook: "Outlook",
  file: "Apple and others",
};
