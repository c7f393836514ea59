import { Button } from "@/components/Button.tsx";
import { Notice } from "@/components/Notice.tsx";
import { type RecordingStep, wasRefused } from "@/lib/client/recording.ts";
import type { RecordingOnPage } from "@/lib/client/recording_hook.ts";

type Does = Parameters<RecordingOnPage["act"]>[0];

interface Offer {
  readonly words: string;
  readonly actions: readonly (readonly [Does, string])[];
}

/** What this person can do about recording now. Where nothing can be recorded, the artist reads why, and the client nothing. */
export default function RecordingChoice({ recording, otherName }: {
  readonly recording: RecordingOnPage;
  readonly otherName: string;
}) {
  const { party, step, answer, busy, trouble, act } = recording;
  const other = party === "artist" ? "client" : "artist";
  const offer = offerOf(step.value, {
    isArtist: party === "artist",
    otherName,
    refused: wasRefused(step.value, answer.value, other),
    reason: answer.value?.reason ?? null,
  });
  if (!offer) return null;
  return (
    <section class="settings" aria-label="Recording">
      <p class="soft" data-testid="recording-words">{offer.words}</p>
      {offer.actions.length > 0
        ? (
          <div class="row">
            {offer.actions.map(([does, label]) => (
              <Button
                key={does}
                type="button"
                size="small"
                busy={busy.value}
                onClick={() => act(does)}
                data-testid={`recording-${does}`}
              >
                {label}
              </Button>
            ))}
          </div>
        )
        : null}
      {trouble.value ? <Notice tone="error">{trouble.value}</Notice> : null}
    </section>
  );
}

function offerOf(step: RecordingStep, at: {
  readonly isArtist: boolean;
  readonly otherName: string;
  readonly refused: boolean;
  readonly reason: string | null;
}): Offer | null {
  const { isArtist, otherName } = at;
  switch (step) {
    case "unavailable":
      return isArtist
        ? {
          words: `${at.reason ?? "Recording is not possible here"}.`,
          actions: [],
        }
        : null;
    case "off":
      return isArtist
        ? {
          words: at.refused
            ? `${otherName} would rather not be recorded.`
            : `Nothing is recorded. ${otherName} has to agree first.`,
          actions: [["ask", at.refused ? "Ask again" : "Ask to record"]],
        }
        : null;
    case "asked":
      return {
        words: "Nothing is recorded until both of you agree.",
        actions: [["consent", "I agree"], ["withdraw", "No, do not record"]],
      };
    case "waiting":
      return {
        words: `You agreed to a recording. ${otherName} has not answered yet.`,
        actions: [["withdraw", "Take it back"]],
      };
    case "agreed":
      return {
        words: "Both of you agreed. Nothing is being recorded at the moment.",
        actions: isArtist
          ? [["start", "Start recording"], ["withdraw", "Take it back"]]
          : [["withdraw", "Take it back"]],
      };
    case "on":
      return {
        words: "This consultation is being recorded.",
        actions: isArtist
          ? [["stop", "Stop recording"]]
          : [["withdraw", "Stop recording"]],
      };
  }
}
