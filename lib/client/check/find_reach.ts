import { SECOND } from "@/lib/domain/basic/instant.ts";
import {
  browserTimers,
  cleanups,
  type Timers,
} from "@/lib/client/page/browser.ts";

/** The used part of RTCPeerConnection; the real one fits. */
export type GatheringConnection =
  & Pick<
    RTCPeerConnection,
    "createDataChannel" | "createOffer" | "setLocalDescription" | "close"
  >
  & Pick<EventTarget, "addEventListener">;

const FOUND_WITHIN = 3 * SECOND;

/** How a call gets out of this network. */
export interface Reach {
  /** Whether the browser finds any address at which a call could reach it. */
  readonly canConnect: boolean;
  /** Whether UDP gets through to the relay; null if that cannot be told. */
  readonly udp: boolean | null;
}

/**
 * A VPN's extension or a company's policy can forbid a browser all of its
 * addresses, and a firewall can drop UDP; a page learns neither in another way.
 * The relay's STUN answers show UDP (a candidate of type `srflx`, RFC 8445,
 * section 5.1.1): the right to use it comes only with the call's token.
 *
 * @param udpServers STUN addresses; without any, nothing is sent
 */
export async function findReach(udpServers: readonly string[], {
  open = (config) => new RTCPeerConnection(config),
  timers = browserTimers,
}: {
  readonly open?: (config: RTCConfiguration) => GatheringConnection;
  readonly timers?: Pick<Timers, "after">;
} = {}): Promise<Reach> {
  const stops = cleanups();
  const asksServers = udpServers.length > 0;
  const seen = { any: false, publicly: false };
  const afterAll = (): Reach => ({
    canConnect: seen.any,
    // What a server sees of a public address is no candidate of its own.
    udp: !asksServers || !seen.any || seen.publicly ? null : false,
  });
  try {
    const connection = open({
      iceServers: asksServers ? [{ urls: [...udpServers] }] : [],
    });
    stops.add(() => connection.close());
    const found = new Promise<Reach>((resolve) => {
      stops.add(timers.after(FOUND_WITHIN, () => resolve(afterAll())));
      connection.addEventListener("icecandidate", (event) => {
        const text = (event as RTCPeerConnectionIceEvent).candidate?.candidate;
        // After the last one comes an event without any.
        if (!text) return resolve(afterAll());
        const { address, type } = readCandidate(text);
        seen.any = true;
        seen.publicly ||= isPublic(address);
        if (type === "srflx") resolve({ canConnect: true, udp: true });
        else if (!asksServers) resolve(afterAll());
      });
    });
    // Without something to transport, no address is looked for.
    connection.createDataChannel("check");
    await connection.setLocalDescription(await connection.createOffer());
    return await found;
  } catch {
    return { canConnect: false, udp: null };
  } finally {
    stops.run();
  }
}

/** RFC 8839, section 5.1: foundation, component, transport, priority, address, port, `typ`, type. */
function readCandidate(text: string) {
  const [, , , , address = "", , , type = ""] = text.split(" ");
  return { address, type };
}

/** Not behind a router (the blocks of RFC 6890), and not hidden behind a name (mDNS). */
export function isPublic(address: string): boolean {
  if (address.includes(":")) return /^[23]/.test(address);
  return /^\d/.test(address) &&
    !/^(?:0|10|127|169\.254|192\.168|192\.0\.[02]|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./
      .test(address);
}
