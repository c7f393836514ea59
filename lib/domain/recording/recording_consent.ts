/**
 * The text that both people consent to before anything is recorded. A change of
 * the text needs a new version: a consent counts only for the text it was given
 * to.
 */
export const RECORDING_CONSENT = {
  version: "2026-11-22",
  text:
    "This consultation will be recorded: picture and sound of both of you, and " +
    "whatever either of you shows on the screen. The recording is kept by the " +
    "studio's video service and only your artist can download it. You may say " +
    "no, and the consultation goes on without it. You may change your mind at " +
    "any time: the recording then stops at once, and afterwards either of you " +
    "can have it deleted.",
} as const;
