import { LinkButton } from "./Button.tsx";

/** Where a tap leads: two calendars on the web, and a file for every other. */
export interface CalendarWays {
  readonly google: string;
  readonly outlook: string;
  readonly file: string;
}

/** Puts the consultation into the client's own calendar. The others open beside this page, which goes on waiting. */
export function AddToCalendar({ google, outlook, file }: CalendarWays) {
  const beside = { target: "_blank", rel: "noopener noreferrer" } as const;
  return (
    <div class="row" data-testid="add-to-calendar">
      <LinkButton variant="quiet" size="small" href={google} {...beside}>
        Google
      </LinkButton>
      <LinkButton variant="quiet" size="small" href={outlook} {...beside}>
        Outlook
      </LinkButton>
      <LinkButton variant="quiet" size="small" href={file}>
        Apple and others
      </LinkButton>
    </div>
  );
}
