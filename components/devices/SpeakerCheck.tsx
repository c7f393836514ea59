import { useMemo } from "preact/hooks";
import { Button } from "@/components/ui/Button.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import {
  speakerCheck,
  type SpeakerCheckState,
} from "@/lib/client/check/speaker_check.ts";
import { playTestSound } from "@/lib/client/page/chime.ts";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import { deviceCheck } from "@/words/devices/check.ts";

const { speaker: words } = deviceCheck;

/** Plays a sound through the chosen speaker, asks whether it was heard, and helps if not. */
export default function SpeakerCheck({ callPage }: {
  readonly callPage: Pick<CallPage, "audio" | "speaker">;
}) {
  const check = useMemo(() =>
    speakerCheck(async () => {
      const context = callPage.audio();
      if (!context) throw new Error("There is no audio before the first tap.");
      await playTestSound(context, callPage.speaker.peek());
    }), []);
  return (
    <SpeakerCheckView
      state={check.state.value}
      onPlay={() => void check.play()}
      onAnswer={check.answer}
    />
  );
}

export interface SpeakerCheckViewProps {
  readonly state: SpeakerCheckState;
  readonly onPlay: () => void;
  readonly onAnswer: (heard: boolean) => void;
}

/** One state of the test. */
export function SpeakerCheckView(
  { state, onPlay, onAnswer }: SpeakerCheckViewProps,
) {
  return (
    <div class="check__test">
      <Button
        type="button"
        size="small"
        icon="volume-2"
        onClick={onPlay}
        data-testid="test-sound"
      >
        {state === "idle" ? words.test : words.again}
      </Button>
      <div role="status">
        {state === "asking" && <p>{words.question}</p>}
        {state === "heard" && <p>{words.heard}</p>}
        {state === "failed" && <p>{words.failed}</p>}
      </div>
      {state === "asking" && (
        <div class="row">
          <Answer id="sound-heard" onClick={() => onAnswer(true)}>
            {words.yes}
          </Answer>
          <Answer id="sound-unheard" onClick={() => onAnswer(false)}>
            {words.no}
          </Answer>
        </div>
      )}
      {state === "unheard" && (
        <Notice title={words.unheard.title}>
          <ul>
            {words.unheard.steps.map((step) => <li key={step}>{step}</li>)}
          </ul>
        </Notice>
      )}
    </div>
  );
}

function Answer({ id, children, onClick }: {
  readonly id: string;
  readonly children: string;
  readonly onClick: () => void;
}) {
  return (
    <Button type="button" size="small" onClick={onClick} data-testid={id}>
      {children}
    </Button>
  );
}
