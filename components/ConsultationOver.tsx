import type { ComponentChildren } from "preact";
import type { OverPhase } from "@/lib/client/waiting_phase.ts";
import { duration, firstName } from "@/lib/client/words.ts";
import type { WaitingSnapshot } from "@/lib/wire.ts";
import { Saying } from "./Saying.tsx";

/** What a page says when nothing more will come of it. */
export function ConsultationOver({ phase, snapshot, otherName, action }: {
  phase: OverPhase;
  snapshot: Pick<WaitingSnapshot, "sessionStartedAt" | "sessionEndedAt">;
  /** The other person; their first name is used. */
  otherName: string;
  action?: ComponentChildren;
}) {
  const { title, words } = WORDS[phase];
  const { sessionStartedAt: from, sessionEndedAt: to } = snapshot;
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
