import { LinkButton } from "@/components/ui/Button.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { staffMails } from "@/words/staff_mails.ts";
import type { MovedByClientProps } from "@/lib/wire/wire.ts";

/** Tells the artist that the client chose this time, and by which rule of the studio. */
export function MovedByClient(
  { clientName, from, hours, moveHref }: MovedByClientProps,
) {
  return (
    <Notice
      title={`${clientName} has moved this consultation`}
      action={
        <LinkButton href={moveHref} size="small">
          Choose another time
        </LinkButton>
      }
    >
      It was on {from}. {staffMails.rescheduled.noAgreement({ hours })}
    </Notice>
  );
}
