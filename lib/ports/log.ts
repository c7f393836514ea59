/** The closed list of log events. */

export type LogEvent =
  // A person has to look
  | "unexpected_error"
  | "store_unavailable"
  | "sweep_failed"
  | "artist_missing"
  /** The mail account refuses MAIL_FROM or the key: no mail goes out, sign-ins included. */
  | "mail_account_refused"
  // It failed this time, and is retried or repaired by the sweep
  | "sweep_skipped"
  /** Repeated at the next start; until then older consultations of a client are not found. */
  | "client_index_failed"
  | "outbox_failed"
  | "mail_failed"
  | "sms_failed"
  | "callback_failed"
  | "client_not_called"
  | "link_not_sent"
  | "room_failed"
  | "room_not_completed"
  | "attendance_unknown"
  | "recording_not_started"
  | "recording_not_stopped"
  | "recording_not_deleted"
  | "recording_not_found_out"
  | "twilio_key_refused"
  | "twilio_key_not_remembered"
  | "callback_refused"
  // Expected
  /** An answer 400 to 499 other than 401, 404 and 405, or 503 without an error. */
  | "request_refused"
  | "request_aborted"
  | "zone_rules_differ"
  | "mail_dropped"
  | "sms_dropped"
  /** Events of the embedded rooms, which have names of their own. */
  | `rooms.${string}`;

export type LogLevel = "info" | "warn" | "error";

/** Never a secret, a token or user text. The event decides the level. */
export type Log = (
  event: LogEvent,
  fields?: Readonly<Record<string, unknown>>,
) => void;
