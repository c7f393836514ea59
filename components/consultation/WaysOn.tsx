import type { ComponentChildren } from "preact";
import { LinkButton } from "@/components/ui/Button.tsx";
import { pageEnds } from "@/words/page_ends.ts";

export interface WaysOnProps {
  /** The booking page, with the same service and artist. */
  readonly bookAgain: string;
  /** First name, for a client who met them. */
  readonly artist?: string | undefined;
  readonly contactEmail: string;
  /** Links that come first. */
  readonly children?: ComponentChildren;
}

/** What a client can do after the last page of a consultation. */
export function WaysOn(
  { bookAgain, artist, contactEmail, children }: WaysOnProps,
) {
  return (
    <div class="ways-on">
      {children}
      <LinkButton href={bookAgain}>
        {artist ? pageEnds.bookAgainWith({ artist }) : pageEnds.bookAgain}
      </LinkButton>
      {contactEmail && (
        <LinkButton href={`mailto:${contactEmail}`}>
          {pageEnds.writeToStudio}
        </LinkButton>
      )}
    </div>
  );
}
