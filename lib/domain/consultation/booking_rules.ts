/** The rules of a consultation before its call: requested, confirmed. */
import type { Instant } from "@/lib/domain/basic/instant.ts";
import { refuse } from "@/lib/domain/basic/refusal.ts";
import { NO_RECORDING } from "@/lib/domain/recording/recording.ts";
import { answerBy } from "@/lib/domain/booking/request_hold.ts";
import { hashesOf, MOST_LINKS } from "./access_links.ts";
import { outsideWindow } from "./admission.ts";
import { detailsOf, sameDetails, withDetails } from "./client_details.ts";
import { type Consultation, type InState, linksOf } from "./consultation.ts";
import type { EventOf } from "./event.ts";
import { joinWindow, windowPhase } from "./join_window.ts";
import { rescheduled, tooLateToChange } from "./reschedule.ts";
import { linkAdded, reminded } from "./shared_rules.ts";
import {
  changedTo,
  refuseAll,
  refuseWith,
  type RulesOf,
  type TransitionContext,
  type TransitionResult,
  unchanged,
} from "./transition_rule.ts";

export const requestedRules: RulesOf<"requested"> = {
  ...refuseAll("not_confirmed"),
  confirm: (from, event, { now }) =>
    now >= from.endsAt
      ? refuse("too_late", { now })
      : changedTo(confirmed(from, event, now)),
  decline: (from, { reason }, { now }) =>
    changedTo({ ...from, state: "declined", declinedAt: now, reason }),
  expire: (from, _event, { now }) =>
    now < answerBy(from)
      ? refuse("too_early", { now })
      : changedTo({ ...from, state: "expired", expiredAt: now }),
  change_details: (from, details, { now }) =>
    sameDetails(detailsOf(from), details)
      ? unchanged(from)
      : changedTo(withDetails(from, details, { now })),
  withdraw: withdrawn,
  link_added: (from, { linkHash }) => {
    const links = from.requestLinks ?? [];
    return links.includes(linkHash) ? unchanged(from) : changedTo({
      ...from,
      // Sessions refer to the first.
      requestLinks: links.slice(0, 1)
        .concat([...links.slice(1), linkHash].slice(-MOST_LINKS)),
    });
  },
  cancel: cancelled,
  erase: refuseWith("erasure_too_early"),
};

export const confirmedRules: RulesOf<"confirmed"> = {
  ...refuseAll("not_live"),
  confirm: unchanged,
  decline: refuseWith("already_answered"),
  change_details: refuseWith("already_answered"),
  withdraw: refuseWith("already_answered"),
  cancel: cancelled,
  reschedule: (from, event, { now }) =>
    tooLateToChange(from, { noticeMs: event.noticeMs, now }) ??
      (event.endsAt <= now
        ? refuse("slot_invalid")
        : changedTo(rescheduled(from, event, { now }))),
  remind: reminded,
  link_added: linkAdded,
  start: (from, _event, at) =>
    outsideWindow(from, at) ?? changedTo({
      ...from,
      state: "live",
      sessionStartedAt: at.now,
      twilioRoomSid: null,
      twilioRoomStatus: "pending",
      recordingSid: null,
      recording: NO_RECORDING,
      joins: [],
    }),
  no_show: (from, { came }, at) =>
    windowPhase(joinWindow(from, at.joinPolicy), at.now) === "closed"
      ? changedTo({
        ...from,
        state: "no_show",
        noShowAt: at.now,
        ...(came === undefined ? {} : { came }),
      })
      : refuse("too_early", { now: at.now }),
  erase: refuseWith("erasure_too_early"),
};

/** The links of the request stay valid, and the session that one of them opened. */
function confirmed(
  { requestLinks = [], ...from }: InState<"requested">,
  { twilioRoomName, linkHash }: EventOf<"confirm">,
  now: Instant,
): InState<"confirmed"> {
  const [first = linkHash, ...more] = [...requestLinks, linkHash];
  return {
    ...from,
    state: "confirmed",
    confirmedAt: now,
    arrangedAt: now,
    reminded: [],
    twilioRoomName,
    linkHash: first,
    moreLinks: more,
    oldLinks: [],
  };
}

function withdrawn(
  from: InState<"requested">,
  _event: EventOf<"withdraw">,
  { now }: TransitionContext,
): TransitionResult {
  return changedTo({
    ...booking(from),
    version: from.version + 1,
    state: "cancelled",
    cancelledAt: now,
    cancelledBy: "client",
    withdrawn: true,
    links: linksOf(from),
  });
}

function cancelled(
  from: InState<"requested" | "confirmed">,
  { by, noticeMs }: EventOf<"cancel">,
  { now }: TransitionContext,
): TransitionResult {
  return tooLateToChange(from, { noticeMs, now }) ?? changedTo({
    ...booking(from),
    version: from.version + 1,
    state: "cancelled",
    cancelledAt: now,
    cancelledBy: by,
    links: from.state === "confirmed" ? hashesOf(from) : null,
  });
}

/** The booking's own fields: a cancelled consultation has no room any more. */
function booking(from: Consultation) {
  return {
    id: from.id,
    version: from.version,
    artistId: from.artistId,
    serviceId: from.serviceId,
    serviceName: from.serviceName,
    ...(from.prepare === undefined ? {} : { prepare: from.prepare }),
    client: from.client,
    startsAt: from.startsAt,
    endsAt: from.endsAt,
    heldUntil: from.heldUntil,
    intake: from.intake,
    photos: from.photos,
    requestedAt: from.requestedAt,
    ...(from.detailsChangedAt === undefined
      ? {}
      : { detailsChangedAt: from.detailsChangedAt }),
  };
}
