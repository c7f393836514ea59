import type { Instant } from "@/lib/domain/basic/instant.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import {
  type Consent,
  mayRecord,
  type Recording,
  START_TIMEOUT,
  type TrackRecording,
} from "./recording.ts";
import { RECORDING_CONSENT } from "./recording_consent.ts";

/** More than people decide or publish in a consultation, and far below what a record can hold. */
const KEPT = 100;

/** Stopping is always allowed; an open question is withdrawn. */
export function stopping(recording: Recording): Recording {
  switch (recording.state) {
    case "starting":
    case "on":
      return { ...recording, state: "stopping" };
    case "asked":
      return { ...recording, state: "off" };
    default:
      return recording;
  }
}

/** The service reports that it records: correct only if that was decided and still applies. */
export function running(recording: Recording): Recording {
  switch (recording.state) {
    case "starting":
      return {
        ...recording,
        state: mayRecord(recording) ? "on" : "stopping",
        startPending: null,
      };
    case "off":
    case "asked":
      return { ...recording, state: "stopping", startPending: null };
    default:
      return recording.startPending === null
        ? recording
        : { ...recording, startPending: null };
  }
}

export function mayYetStart(
  { startPending }: Recording,
  now: Instant,
): boolean {
  return startPending !== null && now < startPending + START_TIMEOUT;
}

export function withdrawn(
  recording: Recording,
  { party, now }: { readonly party: Party; readonly now: Instant },
): Recording {
  const last = recording.consents.findLast((one) => one.party === party);
  return last !== undefined && !last.given
    ? recording
    : withConsent(recording, { party, given: false, at: now });
}

/** Adds one decision, about the current text. */
export function withConsent(
  recording: Recording,
  decision: Omit<Consent, "textVersion">,
): Recording {
  const { party } = decision;
  const consent = { ...decision, textVersion: RECORDING_CONSENT.version };
  const consents = [...recording.consents, consent];
  if (consents.length <= KEPT) return { ...recording, consents };
  // A person who keeps changing their mind must not fill the record, nor push
  // out the other person's decision.
  const excess = consents.findIndex((one) => one.party === party);
  return { ...recording, consents: consents.toSpliced(excess, 1) };
}

export function withRoom(recording: Recording, roomSid: string): Recording {
  return recording.roomSids.includes(roomSid)
    ? recording
    : { ...recording, roomSids: [...recording.roomSids, roomSid] };
}

/** A track's recording as the service reports it: late, twice and out of order. */
export function withTrackStatus(
  recording: Recording,
  { roomSid, sid, status }: {
    readonly roomSid: string;
    /** `null` where the service names no track. */
    readonly sid: string | null;
    readonly status: TrackRecording["status"];
  },
): Recording {
  const known = withRoom(recording, roomSid);
  if (sid === null) return known;
  const before = known.tracks.find((track) => track.sid === sid);
  if (before && (before.status !== "started" || status === "started")) {
    return known;
  }
  const others = known.tracks.filter((track) => track !== before);
  return { ...known, tracks: [...others, { sid, status }].slice(-KEPT) };
}
