/** Recording: the consent question, the choice during the call, and the saved recording. */
interface Named {
  /** First name of the other person. */
  readonly name: string;
}

export const recording = {
  label: "Recording",
  question: "May this consultation be recorded?",
  agree: "I agree",
  refuse: "No, don’t record",
  takeBack: "Withdraw my consent",
  unavailable: "Recording is not available here",
  off: ({ name }: Named) => `Recording is off. ${name} has to agree first.`,
  refused: ({ name }: Named) => `${name} would rather not be recorded.`,
  asked: "Nothing is recorded until both of you agree.",
  waiting: ({ name }: Named) =>
    `You agreed to a recording. ${name} has not answered yet.`,
  agreed: "Both of you agreed. Nothing is being recorded at the moment.",
  on: "This consultation is being recorded.",
  ask: "Ask to record",
  askAgain: "Ask again",
  start: "Start recording",
  stop: "Stop recording",
};

/** On the page that the server renders after the consultation. */
export const savedRecording = {
  title: "The recording",
  states: {
    none: "",
    closing: "The recording is being finished. Check again in a minute.",
    kept: "This consultation was recorded. Only its artist can download it.",
    keptForClient:
      "This consultation was recorded. Only your artist can download the recording; either of you can have it deleted.",
    unordered:
      "This consultation was recorded. Preparing the video takes a few minutes.",
    processing:
      "The video is being prepared. This takes about as long as the consultation did. You can leave this page.",
    ready: "The video is ready: an MP4 with both of you side by side.",
    failed:
      "The video service could not prepare this recording. Delete it, or ask the service’s support.",
    unknown:
      "The video service is not answering. The recording is safe; check again later.",
    deleting:
      "The recording is being deleted. If the video service does not answer, we keep trying.",
    deleted: "The recording was deleted.",
  },
  prepare: "Prepare the video",
  lookAgain: "Check again",
  download: "Download the video",
  downloadPart: ({ part, parts }: {
    readonly part: number;
    readonly parts: number;
  }) => `Download part ${part} of ${parts}`,
  ask: "Delete the recording…",
  confirm: "Delete permanently",
  warning:
    "It is deleted for both of you and can’t be restored. Copies that were already downloaded are not affected.",
};
