import type { ComponentChildren } from "preact";
import { LinkButton } from "@/components/ui/Button.tsx";
import { pageEnds } from "@/words/page_ends.ts";

export interface WaysOnProps {
  /** The booking page, with the same service and artist. */
  readonly bookAgain: string;
  readonly contactEmail: string;
  /** Links that come first. */
  readonly children?: ComponentChildren;
}

/** What a client can do after the last page of a consultation. */
export function WaysOn({ bookAgain, contactEmail, children }: WaysOnProps) {
  return (
    <div class="row">
      {children}
      <LinkButton href={bookAgain}>{pageEnds.bookAgain}</LinkButton>
      {contactEmail && (
        <LinkButton href={`mailto:${contactEmail}`}>
          {pageEnds.writeToStudio}
        </LinkButton>
      )}
    </div>
  );
}
