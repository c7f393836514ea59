/** The rules of a consultation whose call has started: live, ended. */
import { refuse } from "@/lib/domain/basic/refusal.ts";
import { closeJoins, mergeJoins } from "@/lib/domain/call/attendance.ts";
import { lookEditRefusal } from "@/lib/domain/look/look_times.ts";
import type { RecordingEvent } from "@/lib/domain/recording/recording.ts";
import {
  recordingAtEnd,
  recordingWithoutRoom,
} from "@/lib/domain/recording/recording_events.ts";
import { withRecording } from "@/lib/domain/recording/recording_updates.ts";
import { type InState, type Live, recordingOf } from "./consultation.ts";
import type { EventOf } from "./event.ts";
import { erased, linkAdded, reminded, withLink } from "./shared_rules.ts";
import {
  changedTo,
  eachRecordingEvent,
  refuseAll,
  refuseWith,
  type RulesOf,
  type TransitionContext,
  type TransitionResult,
  unchanged,
} from "./transition_rule.ts";

export const liveRules: RulesOf<"live"> = {
  ...refuseAll("conflict"),
  confirm: unchanged,
  decline: refuseWith("already_answered"),
  change_details: refuseWith("already_answered"),
  withdraw: refuseWith("already_answered"),
  cancel: refuseWith("under_way"),
  reschedule: refuseWith("under_way"),
  start: unchanged,
  remind: reminded,
  link_added: linkAdded,
  room_wanted: (from) =>
    from.twilioRoomStatus === "completed"
      ? changedTo({ ...from, twilioRoomStatus: "pending" })
      : unchanged(from),
  // The known room is already in progress, or is over and stays so.
  room_ready: (from, { sid }) =>
    from.twilioRoomSid === sid ? unchanged(from) : changedTo({
      ...from,
      twilioRoomSid: sid,
      twilioRoomStatus: "in-progress",
      recording: recordingWithoutRoom(recordingOf(from)),
    }),
  room_completed: roomCompleted,
  attended: (from, { joins: reported }) => {
    const joins = mergeJoins(from.joins, reported);
    return joins === from.joins
      ? unchanged(from)
      : changedTo({ ...from, joins });
  },
  end: (from, { by }, { now }) =>
    changedTo({
      ...from,
      state: "ended",
      sessionEndedAt: now,
      endedBy: by,
      joins: closeJoins(from.joins, now),
      recording: from.twilioRoomStatus === "completed"
        ? recordingWithoutRoom(recordingAtEnd(recordingOf(from)))
        : recordingAtEnd(recordingOf(from)),
    }),
  look_sheet_sent: lookSheetSent,
  erase: refuseWith("erasure_too_early"),
  ...eachRecordingEvent(recorded),
};

export const endedRules: RulesOf<"ended"> = {
  ...refuseAll("consultation_ended"),
  end: unchanged,
  link_added: linkAdded,
  look_sheet_sent: lookSheetSent,
  rated: (from, { stars, words }, { now }) =>
    from.rating?.stars === stars && from.rating.words === words
      ? unchanged(from)
      : changedTo({ ...from, rating: { stars, words, at: now } }),
  room_completed: roomCompleted,
  // A late report still says who was there, and changes nothing else.
  attended: (from, { joins: reported }) => {
    const joins = mergeJoins(from.joins, reported);
    return joins === from.joins
      ? unchanged(from)
      : changedTo({ ...from, joins: closeJoins(joins, from.sessionEndedAt) });
  },
  // A recording that may still be running cannot be deleted yet.
  erase: (from, event, at) =>
    from.twilioRoomStatus === "completed"
      ? erased(from, event, at)
      : refuse("erasure_room_open", { retryAfterSeconds: 60 }),
  ...eachRecordingEvent(recorded),
};

/** The same sheet is mailed once, however often the button is pressed. */
function lookSheetSent(
  from: InState<"live" | "ended">,
  { count, linkHash }: EventOf<"look_sheet_sent">,
  { now }: TransitionContext,
): TransitionResult {
  return lookEditRefusal(from, now) ??
    (from.lookSheetSent?.count === count ? unchanged(from) : changedTo({
      ...from,
      moreLinks: withLink(from, linkHash),
      lookSheetSent: { at: now, count },
    }));
}

/**
 * A callback about an older room of this consultation does not concern the
 * current one. While a room is being created, every reported room is older.
 */
function roomCompleted(
  from: InState<"live" | "ended">,
  { sid }: EventOf<"room_completed">,
): TransitionResult {
  const other = sid !== null &&
    (from.twilioRoomStatus === "pending" || sid !== from.twilioRoomSid);
  if (other || from.twilioRoomStatus === "completed") return unchanged(from);
  return changedTo({
    ...from,
    twilioRoomStatus: "completed",
    recording: recordingWithoutRoom(recordingOf(from)),
  });
}

function recorded(
  from: Live | InState<"ended">,
  event: RecordingEvent,
  at: TransitionContext,
): TransitionResult {
  const next = withRecording(from, event, { now: at.now });
  if ("ok" in next) return next;
  return next === from ? unchanged(from) : changedTo(next);
}
