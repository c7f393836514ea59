import { createSocket, type Socket } from "node:dgram";

/**
 * A relay between browsers and a TURN server that drops a configurable share of
 * the media sent to one person.
 */
export interface LossyNetwork {
  /** Replaces the TURN server's own URL. */
  readonly url: string;
  /** Share of the media packets to this person that are dropped, 0 to 1. Takes effect at once. */
  lose(role: "client" | "artist", share: number): void;
  close(): void;
}

/**
 * Relays UDP, with one socket per browser socket. The username of the
 * allocation request (`<expiry>:<consultation>-<role>`) identifies the person.
 * Only audio and video are dropped; connection checks and reports get through,
 * so the test has a weak network but never a broken one. Every n-th packet is
 * dropped rather than random ones, so the test does not depend on chance.
 *
 * @param turnUrl `turn:host:port?transport=udp`
 */
export async function lossyNetwork(turnUrl: string): Promise<LossyNetwork> {
  const [, host, port] = /^turn:([\d.]+):(\d+)/.exec(turnUrl)!;
  const shares = new Map<string, number>();
  const flows = new Map<string, { up: Socket; role: string; due: number }>();
  const front = createSocket("udp4");
  front.on("message", (packet, from) => {
    const key = `${from.address}:${from.port}`;
    let flow = flows.get(key);
    if (!flow) {
      const made = { up: createSocket("udp4"), role: "", due: 0 };
      made.up.on("message", (answer) => {
        made.due += isMedia(answer) ? shares.get(made.role) ?? 0 : 0;
        if (made.due >= 1) made.due -= 1;
        else front.send(answer, from.port, from.address);
      });
      flows.set(key, flow = made);
    }
    if (flow.role === "") {
      const role = /\d{10}:[a-z0-9]+-(client|artist)/.exec(
        packet.toString("latin1"),
      )?.[1];
      if (role) flow.role = role;
    }
    flow.up.send(packet, Number(port), host);
  });
  await new Promise<void>((ready) => front.bind(0, host, ready));
  return {
    url: `turn:${host}:${front.address().port}?transport=udp`,
    lose: (role, share) => void shares.set(role, share),
    close() {
      front.close();
      for (const { up } of flows.values()) up.close();
    },
  };
}

/** RTP inside ChannelData: not the TURN server's own messages, nor STUN, DTLS or RTCP (RFC 7983, RFC 5761). */
function isMedia(packet: Uint8Array): boolean {
  const [first, , , , inner, type] = packet;
  return first! >= 0x40 && first! <= 0x4f &&
    inner! >= 0x80 && inner! <= 0xbf &&
    !(type! >= 192 && type! <= 223);
}
