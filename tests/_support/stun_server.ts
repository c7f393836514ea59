/** A STUN server on this machine that a firewall can cut off: it answers binding requests as if from behind a router. */
import { Buffer } from "node:buffer";
import { createSocket } from "node:dgram";

export interface StunServer {
  readonly port: number;
  /** While true, no UDP gets through. */
  dropped: boolean;
  close(): void;
}

const BINDING_REQUEST = 0x0001;
const BINDING_SUCCESS = 0x0101;
const XOR_MAPPED_ADDRESS = 0x0020;
const COOKIE = [0x21, 0x12, 0xa4, 0x42] as const;
/** From a block for documentation (RFC 5737). */
const SEEN_AS = [203, 0, 113, 9] as const;

export async function startStunServer(): Promise<StunServer> {
  const socket = createSocket("udp4");
  await new Promise<void>((done) => socket.bind(0, "127.0.0.1", done));
  const server = {
    port: socket.address().port,
    dropped: false,
    close: () => void socket.close(),
  };
  socket.on("message", (message: Buffer, from) => {
    if (server.dropped || message.readUInt16BE(0) !== BINDING_REQUEST) return;
    socket.send(answer(message, from.port), from.port, from.address);
  });
  return server;
}

/** RFC 8489, sections 5 and 14.2. */
function answer(request: Buffer, port: number): Buffer {
  const reply = Buffer.alloc(32);
  reply.writeUInt16BE(BINDING_SUCCESS, 0);
  reply.writeUInt16BE(12, 2);
  // The cookie and the transaction's id.
  request.copy(reply, 4, 4, 20);
  reply.writeUInt16BE(XOR_MAPPED_ADDRESS, 20);
  reply.writeUInt16BE(8, 22);
  const IPV4 = 1;
  reply.writeUInt8(IPV4, 25);
  reply.writeUInt16BE(port ^ 0x2112, 26);
  SEEN_AS.forEach((byte, i) => reply.writeUInt8(byte ^ COOKIE[i]!, 28 + i));
  return reply;
}
