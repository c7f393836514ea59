/** What a rule is, and the results that rules answer with. */
import type { Instant } from "@/lib/domain/basic/instant.ts";
import {
  type Refusal,
  type RefusalCode,
  refuse,
} from "@/lib/domain/basic/refusal.ts";
import type { RecordingEvent } from "@/lib/domain/recording/recording.ts";
import type {
  Consultation,
  ConsultationState,
  InState,
} from "./consultation.ts";
import type { EventOf, EventType } from "./event.ts";
import type { JoinPolicy } from "./join_window.ts";

export interface TransitionContext {
  readonly now: Instant;
  readonly joinPolicy: JoinPolicy;
}

/** `changed: false` means that the event had already taken effect: a repeat is not an error. */
export type TransitionResult =
  | {
    readonly ok: true;
    readonly next: Consultation;
    readonly changed: boolean;
  }
  | Refusal;

type Rule<S extends ConsultationState, E extends EventType> = (
  from: InState<S>,
  event: EventOf<E>,
  at: TransitionContext,
) => TransitionResult;

/** A rule for each event; a missing one does not compile. */
export type RulesOf<S extends ConsultationState> = {
  readonly [E in EventType]: Rule<S, E>;
};

export const changedTo = (next: Consultation): TransitionResult => ({
  ok: true,
  next,
  changed: true,
});
export const unchanged = (same: Consultation): TransitionResult => ({
  ok: true,
  next: same,
  changed: false,
});
export const refuseWith = (code: RefusalCode) => () => refuse(code);

/** Every event refused with one code; a state spreads it and lists only what it allows. */
export function refuseAll(code: RefusalCode) {
  const rule = refuseWith(code);
  return {
    confirm: rule,
    decline: rule,
    expire: rule,
    change_details: rule,
    withdraw: rule,
    cancel: rule,
    reschedule: rule,
    remind: rule,
    link_added: rule,
    start: rule,
    room_wanted: rule,
    room_ready: rule,
    room_completed: rule,
    attended: rule,
    end: rule,
    no_show: rule,
    look_sheet_sent: rule,
    rated: rule,
    erase: rule,
    ...eachRecordingEvent(rule),
  } satisfies { [E in EventType]: () => Refusal };
}

/** Recording has its own table in `recording.ts`; here one rule covers all of its events. */
export function eachRecordingEvent<R>(rule: R) {
  return {
    recording_asked: rule,
    consent_given: rule,
    consent_withdrawn: rule,
    recording_start: rule,
    recording_started: rule,
    recording_start_failed: rule,
    recording_stop: rule,
    recording_stopped: rule,
    recording_finished: rule,
    recording_delete: rule,
    recording_deleted: rule,
  } satisfies { [E in RecordingEvent["type"]]: R };
}
