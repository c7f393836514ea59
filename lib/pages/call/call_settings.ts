import type { CodecChoice } from "@/lib/config.ts";
import type { Services } from "./state.ts";

/** How the browser is to connect: the part of the SDK's options that the server decides. */
export function callSettings(
  services: Services,
  { roomName, identity }: {
    readonly roomName: string;
    readonly identity: string;
  },
) {
  const { mobile, desktop } = services.config.codecs;
  return {
    /** A path on this origin while rooms are embedded; null leaves the SDK to Twilio. */
    wsServer: services.rooms === null
      ? null
      : `/api/rooms/signaling?room=${encodeURIComponent(roomName)}`,
    /** Null leaves them to Twilio, which hands them out for this token alone. */
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
