import { AsyncLocalStorage } from "node:async_hooks";
import type { Log, LogEvent, LogLevel } from "@/lib/ports/mod.ts";

/** Each event's level. Those of the embedded rooms are warnings. */
const LEVELS: Readonly<
  Record<Exclude<LogEvent, `rooms.${string}`>, LogLevel>
> = {
  unexpected_error: "error",
  store_unavailable: "error",
  sweep_failed: "error",
  artist_missing: "error",
  mail_account_refused: "error",

  sweep_skipped: "warn",
  client_index_failed: "warn",
  outbox_failed: "warn",
  mail_failed: "warn",
  sms_failed: "warn",
  callback_failed: "warn",
  client_not_called: "warn",
  link_not_sent: "warn",
  room_failed: "warn",
  room_not_completed: "warn",
  attendance_unknown: "warn",
  recording_not_started: "warn",
  recording_not_stopped: "warn",
  recording_not_deleted: "warn",
  recording_not_found_out: "warn",
  twilio_key_refused: "warn",
  twilio_key_not_remembered: "warn",
  callback_refused: "warn",

  request_refused: "info",
  request_aborted: "info",
  zone_rules_differ: "info",
  mail_dropped: "info",
  sms_dropped: "info",
};

/** One JSON object per line on stderr, for a log collector. */
export const jsonLog: Log = (event, fields = {}) =>
  console.error(
    JSON.stringify({
      at: new Date().toISOString(),
      level: levelOf(event),
      event,
      ...fields,
    }),
  );

export function levelOf(event: LogEvent): LogLevel {
  return event in LEVELS ? LEVELS[event as keyof typeof LEVELS] : "warn";
}

const requests = new AsyncLocalStorage<string>();

/** Everything logged during the work names this request. */
export function inRequest<T>(requestId: string, work: () => T): T {
  return requests.run(requestId, work);
}

/** The same log, with the request's id in each line during a request. */
export function namingRequests(log: Log): Log {
  return (event, fields) => {
    const requestId = requests.getStore();
    log(event, requestId === undefined ? fields : { requestId, ...fields });
  };
}
