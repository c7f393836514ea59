import type { KeptRecording } from "@/lib/domain/kept_recording.ts";
import { Button, LinkButton } from "./Button.tsx";
import { ConfirmedForm } from "./ConfirmedForm.tsx";

export interface RecordingKeptProps {
  readonly id: string;
  readonly viewer: "client" | "artist" | "admin";
  readonly kept: KeptRecording;
}

/** What there is of a recording after the end, and what this person may do about it. Nothing, where nothing was recorded. */
export function RecordingKept({ id, viewer, kept }: RecordingKeptProps) {
  if (kept.state === "none") return null;
  const action = `/api/video/consultation/${id}/recording?session=${viewer}`;
  const gone = kept.state === "deleting" || kept.state === "deleted";
  return (
    <section class="day-section stack" aria-labelledby="recording">
      <h2 id="recording">The recording</h2>
      <p data-testid="recording-kept" data-state={kept.state}>
        {kept.state === "kept" && viewer === "client"
          ? "This consultation was recorded. Only your artist can download the recording; either of you can have it deleted."
          : WORDS[kept.state]}
      </p>
      {kept.state === "unordered" && (
        <form method="post" action={action}>
          <input type="hidden" name="action" value="download" />
          <Button variant="primary">Put the video together</Button>
        </form>
      )}
      {kept.state === "processing" && (
        <p>
          <a href={`/artist/consultations/${id}`}>Look again</a>
        </p>
      )}
      {kept.state === "ready" && (
        <div class="row">
          {Array.from({ length: kept.parts }, (_, part) => (
            <LinkButton
              key={part}
              variant={part === 0 ? "primary" : "secondary"}
              href={`/artist/consultations/${id}/recording?part=${part + 1}`}
              data-testid="recording-download"
            >
              {kept.parts === 1
                ? "Download the video"
                : `Download part ${part + 1} of ${kept.parts}`}
            </LinkButton>
          ))}
        </div>
      )}
      {!gone && (
        <ConfirmedForm
          action={action}
          fields={{ action: "delete" }}
          ask="Delete the recording…"
          confirm="Delete it for good"
        >
          It is deleted for both of you and cannot be brought back. A copy that
          was downloaded before is not touched.
        </ConfirmedForm>
      )}
    </section>
  );
}

const WORDS: Readonly<Record<KeptRecording["state"], string>> = {
  none: "",
  closing: "The recording is just being finished. Look again in a minute.",
  kept: "This consultation was recorded. Only its artist can download it.",
  unordered:
    "This consultation was recorded. Putting the video together takes a few minutes.",
  processing:
    "The video is being put together. It takes about as long as the consultation did; you can leave this page.",
  ready: "The video is ready: an MP4 with both of you side by side.",
  failed:
    "The video service could not put this recording together. Delete it, or ask the service's support.",
  unknown:
    "The video service cannot be asked just now. The recording is not lost; look again later.",
  deleting:
    "The recording is being deleted. This goes on by itself, also if the video service does not answer at first.",
  deleted: "The recording was deleted.",
};
