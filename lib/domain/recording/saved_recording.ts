/**
 * What became of a recording, for a page.
 *
 * - `none`: nothing was recorded. `closing`: its room is still being closed.
 * - `kept`: there is one, and this person has no business with how far its file is.
 * - `unordered`, `processing`, `ready`, `failed`: the file, for whoever may download it.
 * - `unknown`: the service does not answer, or nothing here can record any more.
 */
export interface KeptRecording {
  readonly state:
    | "none"
    | "closing"
    | "kept"
    | "unordered"
    | "processing"
    | "ready"
    | "failed"
    | "unknown"
    | "deleting"
    | "deleted";
  /** Files to download: one of each room in which something was recorded. */
  readonly parts: number;
}
