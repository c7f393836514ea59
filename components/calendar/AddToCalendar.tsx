import { LinkButton } from "@/components/ui/Button.tsx";
import { calendarLinks as words } from "@/words/calendar.ts";

/** Links to two web calendars, and a file for every other calendar. */
export interface CalendarHrefs {
  readonly google: string;
  readonly outlook: string;
  readonly file: string;
}

/**
 * Adds the consultation to the client's calendar. The links open in another
 * tab, so that this page keeps waiting.
 */
export function AddToCalendar({ google, outlook, file }: CalendarHrefs) {
  const beside = { target: "_blank", rel: "noopener noreferrer" } as const;
  return (
    <div class="row" data-testid="add-to-calendar">
      <LinkButton variant="quiet" size="small" href={google} {...beside}>
        {words.google}
      </LinkButton>
      <LinkButton variant="quiet" size="small" href={outlook} {...beside}>
        {words.outlook}
      </LinkButton>
      <LinkButton variant="quiet" size="small" href={file}>
        {words.file}
      </LinkButton>
    </div>
  );
}
