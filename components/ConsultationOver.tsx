import type { ComponentChildren } from "preact";
import type { OverPhase } from "@/lib/client/waiting_phase.ts";
import type { Party } from "@/lib/domain/presence.ts";
import { duration, firstName } from "@/lib/client/words.ts";
import type { WaitingSnapshot } from "@/lib/wire.ts";
import { Saying } from "./Saying.tsx";

/** What a page says when nothing more will come of it. */
export function ConsultationOver(
  { phase, viewer, snapshot, otherName, action }: {
    phase: OverPhase;
    /** Who reads it. */
    viewer: Party;
    snapshot: Pick<
      WaitingSnapshot,
      "sessionStartedAt" | "sessionEndedAt" | "cancelledBy"
    >;
    /** The other person; their first name is used. */
    otherName: string;
    action?: ComponentChildren;
  },
) {
  const { sessionStartedAt: from, sessionEndedAt: to, cancelledBy } = snapshot;
  const { title, words } = phase === "cancelled" && cancelledBy !== null
    ? calledOff(cancelledBy, viewer, firstName(otherName))
    : WORDS[phase];
  const lasted = phase === "ended" && from !== null && to !== null
    ? `You and ${firstName(otherName)} talked for ${
      duration(Date.parse(to) - Date.parse(from))
    }. `
    : "";
  return (
    <Saying title={title} closed action={action} testId={phase}>
      <p>{lasted}{words}</p>
    </Saying>
  );
}

function calledOff(
  by: Party | "admin",
  viewer: Party,
  other: string,
): { title: string; words: string } {
  const title = "This consultation is cancelled";
  const rest = viewer === "client"
    ? "You are welcome to book another time."
    : "The time is free again.";
  if (by === viewer) {
    return { title, words: `You have cancelled it. ${rest}` };
  }
  const who = by === "admin" ? "The studio" : other;
  return { title, words: `${who} has cancelled it. ${rest}` };
}

const WORDS: Record<
  OverPhase,
  { title: string; words: string }
> = {
  ended: {
    title: "The consultation has ended",
    words: "Camera and microphone are off. You can close this page.",
  },
  cancelled: {
    title: "This consultation does not take place",
    words:
      "It was cancelled, or not confirmed in time. Nothing more happens here.",
  },
  erased: {
    title: "This consultation was erased",
    words:
      "The studio keeps nothing of what you wrote about it, and no recording.",
  },
  closed: {
    title: "The time for this consultation is over",
    words: "If you missed each other, write to the studio for another time.",
  },
};
