import type { ConnectOptions, LocalTrack, VideoCodec } from "twilio-video";
import type { Party } from "@/lib/domain/call/presence.ts";
import type {
  CodecPreference,
  IceServerAnswer,
  TokenAnswer,
} from "@/lib/wire/wire.ts";

/**
 * The SDK accepts `wsServer` but does not declare it: it is how the embedded
 * rooms are reached. The SDK drops undefined options, so without it this is an
 * ordinary connection to Twilio.
 */
export type RoomOptions = ConnectOptions & { wsServer?: string };

/** The page that joins. */
export interface ConnectContext {
  /** The page's own address; signaling always uses its origin. */
  readonly pageUrl: string;
  /** Selects the codec table. */
  readonly isPhone: boolean;
  /** Selects the bandwidth profile. */
  readonly party: Party;
}

export function connectOptions(
  answer: TokenAnswer,
  tracks: readonly LocalTrack[],
  at: ConnectContext,
): RoomOptions {
  const { preferredVideoCodecs: table, iceTransportPolicy } = answer;
  return {
    name: answer.roomName,
    // Everything it would log also reaches us as an event or a rejection, and
    // is shown in words: each lost connection would log an error "event [object
    // Object]".
    logLevel: "off",
    tracks: [...tracks],
    dominantSpeaker: false,
    networkQuality: { local: 1, remote: 1 },
    bandwidthProfile: { video: videoProfile(at) },
    preferredVideoCodecs: codecs(at.isPhone ? table.mobile : table.desktop),
    ...(iceTransportPolicy ? { rtcConfiguration: { iceTransportPolicy } } : {}),
    ...(answer.iceServers === null ? {} : {
      // Known in advance: the SDK then does not request them before it
      // connects.
      iceServers: answer.iceServers.map(iceServer),
    }),
    ...(answer.wsServer === null ? {} : {
      wsServer: signallingUrl(answer.wsServer, at.pageUrl),
      // Otherwise the SDK reports to Twilio, which does not know this room.
      insights: false,
    }),
  };
}

/**
 * What a media server may send down. Videos that are not attached are switched
 * off and sizes follow the elements (both `auto`). An artist looks closely at
 * one face, and at a shared screen: those come first. A client's phone pays for
 * its data: Twilio recommends 2.5 Mbit/s for mobile browsers.
 */
function videoProfile(at: Pick<ConnectContext, "isPhone" | "party">) {
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
  // The server validates its setting; the SDK ignores codecs it does not know.
  return preference === "auto" ? "auto" : preference as VideoCodec[];
}
