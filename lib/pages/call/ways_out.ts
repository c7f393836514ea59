import type { Config } from "@/lib/config/mod.ts";

/** How a call leaves a network, for a page that tests its connection before it has a token. */
export interface WaysOut {
  /** STUN addresses: whether UDP gets through is seen there. */
  readonly udpServers: readonly string[];
  /** Whether there is a relay for networks without UDP. */
  readonly relaysOverTcp: boolean;
}

/**
 * A TURN server also answers STUN's binding requests, and those need no
 * credentials (RFC 8656, section 3): nobody gets the right to use the relay
 * without a call. Twilio's addresses: twilio.com/docs/stun-turn.
 */
export function waysOut({ video }: Pick<Config, "video">): WaysOut {
  if (video.backend === "twilio") {
    return {
      udpServers: ["stun:global.stun.twilio.com:3478"],
      relaysOverTcp: true,
    };
  }
  const urls = video.turn?.urls ?? [];
  return {
    udpServers: urls.filter((url) => !isOverTcp(url))
      .map((url) => url.replace(/^turn:/, "stun:").replace(/\?.*$/, "")),
    relaysOverTcp: urls.some(isOverTcp),
  };
}

/** As a browser reads a TURN address: UDP, unless it says otherwise (RFC 7065). */
function isOverTcp(url: string): boolean {
  return url.startsWith("turns:") || /[?&]transport=tcp\b/.test(url);
}
