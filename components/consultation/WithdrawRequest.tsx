import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { Button, LinkButton } from "@/components/ui/Button.tsx";
import { formOf } from "@/lib/client/page/endpoint_form.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { booking } from "@/words/booking.ts";
import { ownRequest } from "@/words/own_request.ts";

const words = ownRequest.confirmWithdrawal;

export interface WithdrawRequestProps {
  readonly id: ConsultationId;
  readonly artistName: string;
  readonly serviceName: string;
  readonly when: string;
}

/** Asks before a request is withdrawn, and explains the consequences. Works without JavaScript. */
export function WithdrawRequest(
  { id, artistName: artist, serviceName: service, when }: WithdrawRequestProps,
) {
  const form = formOf("POST /api/appointments/:id/withdraw", {
    params: { id },
    query: { session: "client" },
  });
  return (
    <>
      <PageHeading
        over={booking.service.named({ service, artist })}
        lede={when}
      >
        {words.title}
      </PageHeading>
      <form class="form page-action" method={form.method} action={form.action}>
        <p>{words.text({ artist })}</p>
        <div class="row">
          <Button variant="danger">{words.confirm}</Button>
          <LinkButton href={`/c/${id}`}>{words.keep}</LinkButton>
        </div>
      </form>
    </>
  );
}
