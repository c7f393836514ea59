/**
 * What the use-cases need from the world, by subject. Adapters implement these;
 * tests use fakes where a fault must be forced.
 */
import type { JoinPolicy } from "@/lib/domain/consultation/join_window.ts";
import type { Photos, RequestDigests, RequestQuotas } from "./booking.ts";
import type { Chat } from "./chat.ts";
import type { PresenceStore, VideoRooms } from "./call.ts";
import type { CalendarFeeds, CalendarFiles } from "./calendar.ts";
import type { Changes, Consultations } from "./consultation.ts";
import type { MailAccount, MailSender, Outbox, SmsSender } from "./messages.ts";
import type { Catalog } from "./offer.ts";
import type { LookSheets } from "./look.ts";
import type { PrivateNotesRows } from "./notes.ts";
import type { ReminderOptOuts, SmsOptOuts } from "./opt_outs.ts";
import type { StillRows } from "./stills.ts";
import type { SignIns } from "./sign_in.ts";
import type { Sessions } from "./staff.ts";
import type { Log } from "./log.ts";
import type { Clock, RateLimits, Secrets, StoreCheck } from "./system.ts";

export type * from "./booking.ts";
export type * from "./calendar.ts";
export type * from "./chat.ts";
export type * from "./call.ts";
export type * from "./consultation.ts";
export * from "./errors.ts";
export type * from "./log.ts";
export type * from "./look.ts";
export type * from "./messages.ts";
export type * from "./notes.ts";
export type * from "./offer.ts";
export type * from "./opt_outs.ts";
export type * from "./recording.ts";
export type * from "./sign_in.ts";
export type * from "./staff.ts";
export type * from "./stills.ts";
export type * from "./store.ts";
export type * from "./system.ts";

/** Everything that a use-case may need. */
export interface Deps {
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly joinPolicy: JoinPolicy;
  readonly catalog: Catalog;
  readonly consultations: Consultations;
  readonly photos: Photos;
  readonly stills: StillRows;
  readonly requestQuotas: RequestQuotas;
  readonly requestDigests: RequestDigests;
  readonly presence: PresenceStore;
  readonly chat: Chat;
  readonly lookSheets: LookSheets;
  readonly privateNotes: PrivateNotesRows;
  readonly changes: Changes;
  readonly sessions: Sessions;
  readonly signIns: SignIns;
  readonly rateLimits: RateLimits;
  readonly storeCheck: StoreCheck;
  readonly outbox: Outbox;
  readonly mailSender: MailSender;
  readonly mailAccount: MailAccount;
  readonly calendarFiles: CalendarFiles;
  readonly calendarFeeds: CalendarFeeds;
  readonly reminderOptOuts: ReminderOptOuts;
  /** Null if the studio sends no text messages. */
  readonly smsSender: SmsSender | null;
  readonly smsOptOuts: SmsOptOuts;
  readonly videoRooms: VideoRooms;
  /** For background work, which reports its own failures. */
  readonly runInBackground: (work: () => Promise<unknown>) => void;
  readonly log: Log;
}
