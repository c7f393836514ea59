/** Text of an SDP's length and texture: two media sections of a real one have about 6 kB. */
export function sdp(): string {
  const lines = Array.from(
    { length: 150 },
    (_, i) => `a=rtpmap:${i} ${crypto.randomUUID()}\r\n`,
  );
  return "v=0\r\n" + lines.join("");
}

/** Candidates as a browser gathers them, cumulative: about 1 kB. */
export function candidates(): Record<string, unknown>[] {
  return Array.from({ length: 6 }, (_, i) => ({
    candidate:
      `candidate:${i} 1 udp 2122260223 192.168.0.${i} 50000 typ host generation 0`,
    sdpMid: "0",
    sdpMLineIndex: 0,
    usernameFragment: "abcd",
  }));
}
