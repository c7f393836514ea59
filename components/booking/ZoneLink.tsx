import { PageScript } from "@/components/frame/PageScript.tsx";
import { TextWithSlot } from "@/components/ui/TextWithSlot.tsx";
import { booking } from "@/words/booking.ts";
import { SLOT } from "@/lib/words/slot.ts";

/**
 * The times in the browser's own zone, if the page shows another: opened at once
 * if the address names no zone, and otherwise offered as a link. The server
 * does not know that zone, so the page's module completes the address. Without
 * JavaScript, `ZoneChoice` offers every zone.
 */
export function ZoneLink({ shown, href, script }: {
  readonly shown: string;
  /** The same times without a zone. */
  readonly href: string;
  readonly script: string | undefined;
}) {
  return (
    <>
      <template data-entry="zone-link" data-shown={shown} data-times={href}>
        <a>
          <TextWithSlot text={booking.time.inZone({ zone: SLOT })}>
            <span data-text="zone" />
          </TextWithSlot>
        </a>
      </template>
      <PageScript src={script} />
    </>
  );
}
