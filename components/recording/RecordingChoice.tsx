import { Button } from "@/components/ui/Button.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import {
  type RecordingStep,
  wasRefused,
} from "@/lib/client/recording/recording.ts";
import { recording as words } from "@/words/recording.ts";
import type { RecordingOnPage } from "@/lib/client/recording/recording_hook.ts";

type Does = Parameters<RecordingOnPage["act"]>[0];

interface RecordingPrompt {
  readonly words: string;
  readonly actions: readonly (readonly [Does, string])[];
}

/**
 * What this person can do about recording now. If recording is not available,
 * nobody in a call can change that: the reason is at `/admin`.
 */
export default function RecordingChoice({ recording, otherName }: {
  readonly recording: RecordingOnPage;
  readonly otherName: string;
}) {
  const { party, step, answer, busy, trouble, act } = recording;
  const other = party === "artist" ? "client" : "artist";
  const prompt = promptFor(step.value, {
    isArtist: party === "artist",
    otherName,
    refused: wasRefused(step.value, { answer: answer.value, other }),
  });
  if (!prompt) return null;
  return (
    <section class="settings" aria-label={words.label}>
      <p class="soft" data-testid="recording-words">{prompt.words}</p>
      {prompt.actions.length > 0
        ? (
          <div class="row">
            {prompt.actions.map(([does, label]) => (
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

function promptFor(step: RecordingStep, at: {
  readonly isArtist: boolean;
  readonly otherName: string;
  readonly refused: boolean;
}): RecordingPrompt | null {
  const { isArtist, otherName: name } = at;
  switch (step) {
    case "unavailable":
      return null;
    case "off":
      return isArtist
        ? {
          words: at.refused ? words.refused({ name }) : words.off({ name }),
          actions: [["ask", at.refused ? words.askAgain : words.ask]],
        }
        : null;
    case "asked":
      return {
        words: words.asked,
        actions: [["consent", words.agree], ["withdraw", words.refuse]],
      };
    case "waiting":
      return {
        words: words.waiting({ name }),
        actions: [["withdraw", words.takeBack]],
      };
    case "agreed":
      return {
        words: words.agreed,
        actions: isArtist
          ? [["start", words.start], ["withdraw", words.takeBack]]
          : [["withdraw", words.takeBack]],
      };
    case "on":
      return {
        words: words.on,
        actions: isArtist ? [["stop", words.stop]] : [["withdraw", words.stop]],
      };
  }
}
