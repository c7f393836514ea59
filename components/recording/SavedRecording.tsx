import type { SavedRecordingStatus } from "@/lib/domain/recording/saved_recording.ts";
import { Button, LinkButton } from "@/components/ui/Button.tsx";
import { ConfirmedForm } from "@/components/ui/ConfirmedForm.tsx";
import { formOf } from "@/lib/client/page/endpoint_form.ts";
import type { RecordingBody } from "@/lib/wire/wire.ts";
import { savedRecording as words } from "@/words/recording.ts";

export interface SavedRecordingProps {
  readonly id: string;
  readonly viewer: "client" | "artist" | "admin";
  readonly recording: SavedRecordingStatus;
}

/**
 * The saved recording after the end, and what this person may do with it. Empty
 * if nothing was recorded.
 */
export function SavedRecording({ id, viewer, recording }: SavedRecordingProps) {
  if (recording.state === "none") return null;
  const { method, action, hidden } = formOf(
    "POST /api/video/consultation/:id/recording",
    { params: { id }, query: { session: viewer } },
  );
  const gone = recording.state === "deleting" || recording.state === "deleted";
  return (
    <section class="day-section stack" aria-labelledby="recording">
      <h2 id="recording">{words.title}</h2>
      <p data-testid="recording-kept" data-state={recording.state}>
        {recording.state === "kept" && viewer === "client"
          ? words.states.keptForClient
          : words.states[recording.state]}
      </p>
      {recording.state === "unordered" && (
        <form method={method} action={action}>
          <input {...hidden("action", "download")} />
          <Button variant="primary">{words.prepare}</Button>
        </form>
      )}
      {recording.state === "processing" && (
        <p>
          <a href={`/artist/consultations/${id}`}>{words.lookAgain}</a>
        </p>
      )}
      {recording.state === "ready" && (
        <div class="row">
          {Array.from({ length: recording.parts }, (_, part) => (
            <LinkButton
              key={part}
              variant={part === 0 ? "primary" : "secondary"}
              href={`/artist/consultations/${id}/recording?part=${part + 1}`}
              data-testid="recording-download"
            >
              {recording.parts === 1 ? words.download : words.downloadPart({
                part: part + 1,
                parts: recording.parts,
              })}
            </LinkButton>
          ))}
        </div>
      )}
      {!gone && (
        <ConfirmedForm
          action={action}
          fields={{ action: "delete" } satisfies RecordingBody}
          ask={words.ask}
          confirm={words.confirm}
        >
          {words.warning}
        </ConfirmedForm>
      )}
    </section>
  );
}
