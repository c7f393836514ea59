import { batch, type ReadonlySignal, signal } from "@preact/signals";
import type {
  RemoteAudioTrack,
  RemoteParticipant,
  RemoteVideoTrack,
  Room,
} from "twilio-video";
import { onEach } from "./emitter.ts";

/** The other person of the call, as far as the room knows. */
export interface RemotePerson {
  readonly here: ReadonlySignal<boolean>;
  /** Their connection broke and may come back. */
  readonly reconnecting: ReadonlySignal<boolean>;
  readonly video: ReadonlySignal<RemoteVideoTrack | null>;
  readonly audio: ReadonlySignal<RemoteAudioTrack | null>;
  readonly muted: ReadonlySignal<boolean>;
  readonly cameraOff: ReadonlySignal<boolean>;
}

export interface RemoteWatch extends RemotePerson {
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

export function remotePerson(): RemoteWatch {
  const here = signal(false);
  const reconnecting = signal(false);
  const video = signal<RemoteVideoTrack | null>(null);
  const audio = signal<RemoteAudioTrack | null>(null);
  const muted = signal(false);
  const cameraOff = signal(false);

  function read(participant: RemoteParticipant | undefined): void {
    const sound = first(participant?.audioTracks);
    const picture = first(participant?.videoTracks);
    batch(() => {
      here.value = participant !== undefined;
      reconnecting.value = participant?.state === "reconnecting";
      audio.value = sound?.track ?? null;
      video.value = picture?.track ?? null;
      muted.value = participant !== undefined && !sound?.isTrackEnabled;
      cameraOff.value = participant !== undefined && !picture?.isTrackEnabled;
    });
  }

  return {
    here,
    reconnecting,
    video,
    audio,
    muted,
    cameraOff,
    follow(room) {
      const look = () =>
        read(
          [...room.participants.values()].find((p) =>
            p.state !== "disconnected"
          ),
        );
      const stop = onEach(room, NEWS, look);
      look();
      return () => {
        stop();
        read(undefined);
      };
    },
  };
}

function first<T>(map: Map<string, T> | undefined): T | undefined {
  return map?.values().next().value;
}
