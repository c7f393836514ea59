import type { SaveState } from "@/lib/client/saving/autosave.ts";

/** Whether everything is saved. Only what needs the person is announced: it changes with each word. */
export function SaveStatus({ saved, testId }: {
  readonly saved: SaveState;
  readonly testId: string;
}) {
  const quiet = saved.is === "saved" || saved.is === "saving";
  return (
    <>
      <p class="soft" data-testid={testId} data-state={saved.is}>
        {quiet && (saved.is === "saved" ? "Saved" : "Saving…")}
      </p>
      <p role="status">
        {saved.is === "waiting" &&
          "Not saved yet: there is no connection. Keep this page open; we keep trying."}
        {saved.is === "refused" && `Not saved. ${saved.why}`}
      </p>
    </>
  );
}
