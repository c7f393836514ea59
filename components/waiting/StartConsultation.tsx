import { MoveOrCancelLinks } from "@/components/consultation/MoveOrCancelLinks.tsx";
import { Button } from "@/components/ui/Button.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { times } from "@/words/times.ts";
import { openingTime } from "@/lib/client/waiting/opening_time.ts";
import type { StartControl } from "@/lib/client/waiting/start_consultation_hook.ts";
import type { WaitingPage } from "@/lib/client/waiting/waiting_page.ts";
import {
  isDecided,
  type RoomPhase,
} from "@/lib/client/waiting/waiting_view.ts";

export interface StartConsultationProps {
  readonly page: WaitingPage;
  readonly phase: RoomPhase;
  readonly start: StartControl;
  readonly consultationId: string;
  readonly clientFirstName: string;
}

/** The button that starts the consultation, with the links to move or cancel it. */
export function StartConsultation(props: StartConsultationProps) {
  const { page, phase, start } = props;
  return (
    <div class="stack">
      <Button
        type="button"
        variant={isDecided(page.devices) ? "primary" : "secondary"}
        size="large"
        icon="video"
        busy={start.busy}
        disabled={!page.callPage || phase !== "waiting"}
        aria-describedby="start-words"
        onClick={start.start}
        data-testid="start-session"
      >
        Start the consultation
      </Button>
      <p id="start-words" class="soft">{startWords(props)}</p>
      {start.trouble && <Notice tone="error">{start.trouble}</Notice>}
      <MoveOrCancelLinks
        page={`/artist/consultations/${props.consultationId}`}
      />
    </div>
  );
}

function startWords(
  { page, phase, clientFirstName: client }: StartConsultationProps,
): string {
  switch (phase) {
    case "unconfirmed":
      return "Confirm the request first.";
    case "early":
      return `You can start ${
        times.opening(openingTime(page))
      }. ${client} can join then, too.`;
    case "waiting":
    case "preparing":
    case "live":
      return `${client} sees and hears you from then on, and not before.`;
  }
}
