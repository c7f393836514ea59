import { Button } from "@/components/ui/Button.tsx";
import type { LookEditing } from "@/lib/client/look/look_editing.ts";
import { formatDateTime } from "@/lib/time/format.ts";

/** Mails the sheet to the client, and says when that was. */
export function LookSending({ editing, client, zone }: {
  readonly editing: LookEditing;
  /** First name. */
  readonly client: string;
  readonly zone: string;
}) {
  const sent = editing.sent.value;
  const busy = editing.sending.value;
  return (
    <>
      <p>
        <Button
          type="button"
          busy={busy}
          disabled={sent !== null && !sent.changed}
          data-testid="look-send"
          onClick={() => void editing.send()}
        >
          {sent === null ? `Send to ${client}` : `Send to ${client} again`}
        </Button>
      </p>
      <p role="status" data-testid="look-sent">
        {editing.notSent.value ?? (sent && (
          `Sent by email: ${formatDateTime(Date.parse(sent.at), zone)}.${
            sent.changed ? " It has changed since." : ""
          }`
        ))}
      </p>
    </>
  );
}
