/**
 * The status of a saved recording, for a page.
 *
 * - `none`: nothing was recorded. `closing`: its room is still being closed.
 * - `kept`: there is one, and this person may not download it.
 * - `unordered`, `processing`, `ready`, `failed`: the file, for a person who
 *   may download it.
 * - `unknown`: the service does not answer, or recording is not available here
 *   any more.
 */
export interface SavedRecordingStatus {
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
  /** Files to download: one per room in which something was recorded. */
  readonly parts: number;
}
