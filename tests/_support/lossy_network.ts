import { createSocket, type Socket } from "node:dgram";

/** Between browsers and a TURN server: media that goes to one person gets lost, as much as a test wants. */
export interface LossyLine {
  /** Instead of the TURN server's own. */
  readonly url: string;
  /** Share of the media packets towards this person that are dropped, 0 to 1. Changes at once. */
  lose(role: "client" | "artist", share: number): void;
  close(): void;
}

/**
 * Relays UDP, one socket for each browser's. Whose it is says the username in
 * the request for an allocation (`<expiry>:<consultation>-<role>`). Only
 * sound and pictures are dropped: what keeps the connection, and reports on it,
 * gets through, so that the test is of a weak line and never of a broken one.
 * Every n-th is dropped and not one by chance: a test must not depend on luck.
 *
 * @param turnUrl `turn:host:port?transport=udp`
 */
export async function lossyLine(turnUrl: string): Promise<LossyLine> {
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
