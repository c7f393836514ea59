/**
 * What both people agree to before anything is recorded. Whoever changes a word
 * of it changes the version too: an agreement counts for the words it was given
 * to, and for no others.
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
