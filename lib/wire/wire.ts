/**
 * The shapes of JSON that pages and server exchange, by their short names. Types
 * only: a page that imports them loads nothing. The table is `endpoints.ts`.
 */
export type { CodecPreference, IceServerAnswer, TokenAnswer } from "./call.ts";
export type { ChatMessageAnswer, MessagesAnswer } from "./chat.ts";
export type { WaitingSnapshot } from "./waiting_room.ts";
export type {
  LinkPreviewAnswer,
  RecordAnswer,
  SessionAnswer,
} from "./consultation.ts";
export type { LookChangesBody, LookSheetAnswer, RatingAnswer } from "./look.ts";
export type { PrivateNotesAnswer, PrivateNotesBody } from "./notes.ts";
export type {
  RecordingAnswer,
  RecordingBody,
  RecordingDecision,
  RecordingDownload,
} from "./recording.ts";
export type { RefusalBody, WireRefusalCode } from "./refusal.ts";
export type { StillsAnswer, StillsBody } from "./stills.ts";
export type { DayRow, DaySnapshot } from "./staff.ts";
export type { ChangePageProps, MovedByClientProps } from "./change_page.ts";
