import { CallBanner } from "@/components/call/CallBanner.tsx";
import { Button } from "@/components/ui/Button.tsx";
import type { StillUpload } from "@/lib/client/stills/still_uploads.ts";
import { stills as words } from "@/words/exchange/stills.ts";

/** One picture that has not arrived. */
export function OnItsWay({ upload, drop }: {
  readonly upload: StillUpload;
  readonly drop: (id: string) => void;
}) {
  const { state, progress, words: why } = upload;
  const percent = Math.round(progress * 100);
  if (state === "failed") {
    return (
      <CallBanner
        tone="problem"
        action={
          <Button
            type="button"
            size="small"
            onClick={() => drop(upload.id)}
          >
            {words.close}
          </Button>
        }
      >
        {words.progress.failed({ why: why ?? "" })}
      </CallBanner>
    );
  }
  return (
    <div data-testid="still-upload" data-state={state}>
      <CallBanner
        tone={state === "waiting" ? "waiting" : "info"}
        icon={state === "waiting" ? undefined : "camera"}
        action={state === "waiting"
          ? (
            <Button type="button" size="small" onClick={() => drop(upload.id)}>
              {words.discard}
            </Button>
          )
          : (
            <progress
              class="still-progress"
              max={100}
              value={percent}
              aria-label={words.progress.sending({ percent })}
            />
          )}
      >
        {state === "waiting" ? words.progress.waiting : words.sending}
      </CallBanner>
    </div>
  );
}
