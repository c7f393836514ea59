import { type ReadonlySignal, signal } from "@preact/signals";
import type {
  RemoteAudioTrack,
  RemoteParticipant,
  RemoteTrackPublication,
  RemoteVideoTrack,
  Room,
} from "twilio-video";
import { partyOf } from "@/lib/domain/identity.ts";
import { onEach } from "./emitter.ts";

/** The name of a shared screen's track, by which it is told from a camera's. */
export const SCREEN = "screen";

/** Somebody else in the room, as they are at one moment. */
export interface RemotePerson {
  readonly sid: string;
  /** `consultation:role`. */
  readonly identity: string;
  /** Their connection broke and may come back. */
  readonly reconnecting: boolean;
  readonly video: RemoteVideoTrack | null;
  readonly audio: RemoteAudioTrack | null;
  readonly screen: RemoteVideoTrack | null;
  readonly muted: boolean;
  readonly cameraOff: boolean;
}

export interface RemotePeople {
  /** The other of the two first, then assistants, in the order they came. */
  readonly people: ReadonlySignal<readonly RemotePerson[]>;
  /** Follows this room from now on. Returns the undo, after which nobody is here. */
  follow(room: Room): () => void;
}

/** Any of these may have changed the picture; it is then read afresh, whole. */
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

export function remotePeople(): RemotePeople {
  const people = signal<readonly RemotePerson[]>([]);
  return {
    people,
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

function read(participant: RemoteParticipant): RemotePerson {
  const pictures = [...participant.videoTracks.values()];
  const isScreen = (one: RemoteTrackPublication) => one.trackName === SCREEN;
  const camera = pictures.find((one) => !isScreen(one));
  const screen = pictures.find(isScreen);
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

/** One of the two whom the consultation is for; anybody else is an assistant. */
export function isParty(
  { identity }: Pick<RemotePerson, "identity">,
): boolean {
  return partyOf(identity) !== null;
}

function rank(person: RemotePerson): number {
  return isParty(person) ? 0 : 1;
}
