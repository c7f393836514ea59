/** What a person can do about the recording of a consultation, besides downloading it. */
export type RecordingAction =
  | "ask"
  | "consent"
  | "withdraw"
  | "start"
  | "stop"
  | "delete";
