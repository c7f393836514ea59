import { type ReadonlySignal, signal } from "@preact/signals";
import type {
  RemoteAudioTrack,
  RemoteParticipant,
  RemoteTrackPublication,
  RemoteVideoTrack,
  Room,
} from "twilio-video";
import { partyFromIdentity } from "@/lib/domain/call/identity.ts";
import { onEach } from "@/lib/client/page/emitter.ts";

/** The name of a shared screen's track, which distinguishes it from a camera's. */
export const SCREEN = "screen";

/** The state of another participant at one moment. */
export interface RemoteParticipantState {
  readonly sid: string;
  /** `consultation:role`. */
  readonly identity: string;
  /** Their connection is lost and may come back. */
  readonly reconnecting: boolean;
  readonly video: RemoteVideoTrack | null;
  readonly audio: RemoteAudioTrack | null;
  readonly screen: RemoteVideoTrack | null;
  readonly muted: boolean;
  readonly cameraOff: boolean;
}

export interface RemoteParticipants {
  /** The other party first, then assistants, in the order they joined. */
  readonly participants: ReadonlySignal<readonly RemoteParticipantState[]>;
  /** Follows this room from now on. Returns the undo, after which the list is empty. */
  follow(room: Room): () => void;
}

/** Each of these may change the state, which is then read again as a whole. */
const NEWS = [
  "participantConnected",
  "participantDisconnected",
  "participantReconnecting",
  "participantReconnected",
  "trackPublished",
  "trackUnpublished",
  "trackSubscribed",
  "trackUnsubscribed",
  "trackEnabled",
  "trackDisabled",
];

export function remoteParticipants(): RemoteParticipants {
  const people = signal<readonly RemoteParticipantState[]>([]);
  return {
    participants: people,
    follow(room) {
      const look = () => {
        people.value = [...room.participants.values()]
          .filter((one) => one.state !== "disconnected")
          .map(read)
          .sort((a, b) => rank(a) - rank(b));
      };
      const stop = onEach(room, NEWS, look);
      look();
      return () => {
        stop();
        people.value = [];
      };
    },
  };
}

function read(participant: RemoteParticipant): RemoteParticipantState {
  const tiles = [...participant.videoTracks.values()];
  const isScreen = (one: RemoteTrackPublication) => one.trackName === SCREEN;
  const camera = tiles.find((one) => !isScreen(one));
  const screen = tiles.find(isScreen);
  const sound = participant.audioTracks.values().next().value;
  return {
    sid: participant.sid,
    identity: participant.identity,
    reconnecting: participant.state === "reconnecting",
    video: camera?.track ?? null,
    audio: sound?.track ?? null,
    screen: screen?.track ?? null,
    muted: !sound?.isTrackEnabled,
    cameraOff: !camera?.isTrackEnabled,
  };
}

/** One of the two parties; anyone else is an assistant. */
export function isParty(
  { identity }: Pick<RemoteParticipantState, "identity">,
): boolean {
  return partyFromIdentity(identity) !== null;
}

function rank(person: RemoteParticipantState): number {
  return isParty(person) ? 0 : 1;
}
