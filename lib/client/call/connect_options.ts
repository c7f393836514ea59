import type { ConnectOptions, LocalTrack, VideoCodec } from "twilio-video";
import type { Party } from "@/lib/domain/presence.ts";
import type {
  CodecPreference,
  IceServerAnswer,
  TokenAnswer,
} from "@/lib/wire.ts";

/**
 * The SDK takes `wsServer` but does not declare it: it is how the embedded
 * rooms are reached. Undefined options are dropped by the SDK, so without it
 * this is an ordinary connection to Twilio.
 */
export type RoomOptions = ConnectOptions & { wsServer?: string };

/**
 * @param at.pageUrl the page's own address; the signalling is always on its origin
 * @param at.isPhone which of the two codec tables holds
 * @param at.party whose bandwidth profile
 */
export function connectOptions(
  answer: TokenAnswer,
  tracks: readonly LocalTrack[],
  at: {
    readonly pageUrl: string;
    readonly isPhone: boolean;
    readonly party: Party;
  },
): RoomOptions {
  const { preferredVideoCodecs: table, iceTransportPolicy } = answer;
  return {
    name: answer.roomName,
    // Whatever it would write there reaches us as an event or a rejection, and is said in words:
    // each cut of the line would leave an error "event [object Object]" in the console.
    logLevel: "off",
    tracks: [...tracks],
    dominantSpeaker: false,
    networkQuality: { local: 1, remote: 1 },
    bandwidthProfile: { video: videoProfile(at) },
    preferredVideoCodecs: codecs(at.isPhone ? table.mobile : table.desktop),
    ...(iceTransportPolicy ? { rtcConfiguration: { iceTransportPolicy } } : {}),
    ...(answer.iceServers === null ? {} : {
      // Known already: the SDK then need not ask for them before it connects.
      iceServers: answer.iceServers.map(iceServer),
    }),
    ...(answer.wsServer === null ? {} : {
      wsServer: signallingUrl(answer.wsServer, at.pageUrl),
      // Otherwise the SDK tries to report to Twilio, where nobody knows this room.
      insights: false,
    }),
  };
}

/**
 * What a media server may send down. Unattached pictures are left out and sizes
 * follow the elements (both `auto`). An artist looks closely at one face, and at
 * a shared screen: those come first. A client's phone pays for what it gets:
 * 2.5 Mbit/s is what Twilio advises for mobile browsers.
 */
function videoProfile(at: { isPhone: boolean; party: Party }) {
  return {
    mode: at.party === "artist" ? "presentation" : "collaboration",
    trackSwitchOffMode: "predicted",
    clientTrackSwitchOffControl: "auto",
    contentPreferencesMode: "auto",
    ...(at.isPhone ? { maxSubscriptionBitrate: 2_500_000 } : {}),
  } as const;
}

/** `/api/rooms/signaling?…` on `https://studio` → `wss://studio/api/rooms/signaling?…` */
export function signallingUrl(path: string, pageUrl: string): string {
  const url = new URL(path, pageUrl);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

function iceServer({ urls, ...access }: IceServerAnswer): RTCIceServer {
  return { ...access, urls: typeof urls === "string" ? urls : [...urls] };
}

function codecs(
  preference: CodecPreference,
): NonNullable<ConnectOptions["preferredVideoCodecs"]> {
  // The server's setting is checked there; the SDK ignores codecs it does not know.
  return preference === "auto" ? "auto" : preference as VideoCodec[];
}
