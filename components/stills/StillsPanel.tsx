import { Button } from "@/components/ui/Button.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { openRequestOf } from "@/lib/client/stills/open_request.ts";
import type { StillsPage } from "@/lib/client/stills/stills_page.ts";
import { SUBJECTS } from "./artist_words.ts";
import { StillAsk } from "./StillAsk.tsx";

export interface StillsPanelProps {
  readonly stills: StillsPage;
  /** First name of the client. */
  readonly client: string;
}

/** The artist asks for a still, and sees what becomes of it. */
export function StillsPanel({ stills, client }: StillsPanelProps) {
  const { now, trouble, busy, act } = stills;
  const asked = openRequestOf(now.value);
  return (
    <div class="stack">
      <p role="status" data-testid="still-status">
        {statusOf(stills, client)}
      </p>
      {trouble.value && <Notice tone="error">{trouble.value}</Notice>}
      {asked
        ? (
          <Button
            type="button"
            busy={busy.value}
            onClick={() => void act({ action: "withdraw", request: asked.id })}
            data-testid="still-withdraw"
          >
            Take the request back
          </Button>
        )
        : <StillAsk stills={stills} client={client} />}
    </div>
  );
}

function statusOf({ now }: StillsPage, client: string): string {
  const { request = null, room = 1 } = now.value ?? {};
  if (room === 0) return `${client} has sent as many pictures as fit.`;
  switch (request?.state) {
    case "asked":
      return `${client} has been asked… (${
        SUBJECTS[request.what].toLowerCase()
      })`;
    case "refused":
      return `${client} would rather not send this picture.`;
    case "sent":
      return `${client} sent the picture.`;
    default:
      return `Ask ${client} for a picture in full resolution. The call goes on meanwhile.`;
  }
}
