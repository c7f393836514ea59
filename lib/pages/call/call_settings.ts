import type { CodecChoice } from "@/lib/config/mod.ts";
import type { Services } from "@/lib/http/state.ts";

/** How the browser connects: the part of the SDK's options that the server decides. */
export function callSettings(
  services: Services,
  { roomName, identity }: {
    readonly roomName: string;
    readonly identity: string;
  },
) {
  const { mobile, desktop } = services.config.codecs;
  return {
    /** A path on this origin with embedded rooms; null leaves the SDK to Twilio. */
    wsServer: services.rooms === null
      ? null
      : `/api/rooms/signaling?room=${encodeURIComponent(roomName)}`,
    /** Null leaves them to Twilio, which issues them for this token only. */
    iceServers: services.rooms?.iceServers(identity) ?? null,
    preferredVideoCodecs: {
      mobile: codecOrder(mobile),
      desktop: codecOrder(desktop),
    },
  };
}

function codecOrder(choice: CodecChoice): readonly string[] | "auto" {
  if (choice === "auto") return "auto";
  return choice === "VP8" ? ["VP8", "H264"] : ["H264", "VP8"];
}
