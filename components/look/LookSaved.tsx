import type { SaveState } from "@/lib/client/look/look_queue.ts";

/** Whether everything is saved. Only what needs the artist is announced: it changes with each word. */
export function LookSaved({ saved }: { readonly saved: SaveState }) {
  const quiet = saved.is === "saved" || saved.is === "saving";
  return (
    <>
      <p class="soft" data-testid="look-saved" data-state={saved.is}>
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
