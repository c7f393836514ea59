/**
 * A bare WebSocket client (RFC 6455, text frames only). Deno's own client does
 * not disable Nagle's algorithm as browsers do, and so would measure the
 * kernel's delayed acknowledgements instead of the server.
 */
export class BareSocket {
  onText: (text: string) => void = () => {};

  private constructor(private readonly conn: Deno.TcpConn) {}

  static async open(port: number, path: string): Promise<BareSocket> {
    const conn = await Deno.connect({ hostname: "127.0.0.1", port });
    conn.setNoDelay(true);
    const socket = new BareSocket(conn);
    await socket.#write(text.encode(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
    ));
    let rest = new Uint8Array();
    while (!bytes.decode(rest).includes("\r\n\r\n")) {
      rest = join(rest, await socket.#read());
    }
    rest = rest.slice(bytes.decode(rest).indexOf("\r\n\r\n") + 4);
    void socket.#listen(rest);
    return socket;
  }

  send(message: string): void {
    const payload = text.encode(message);
    const { length } = payload;
    // A client must mask; a mask of zeros leaves the payload unchanged.
    const head = length < 126
      ? [0x81, 0x80 | length]
      : [0x81, 0xfe, length >> 8, length & 255];
    if (length > 65_535) throw new RangeError("message too long");
    this.#write(join(new Uint8Array([...head, 0, 0, 0, 0]), payload)).catch(
      () => {},
    );
  }

  close(): void {
    try {
      this.conn.close();
    } catch {
      // The server has closed it.
    }
  }

  async #listen(rest: Uint8Array<ArrayBuffer>): Promise<void> {
    try {
      for (;;) {
        for (let frame = split(rest); frame; frame = split(rest)) {
          rest = frame.rest;
          if (frame.opcode === 1) this.onText(text8.decode(frame.payload));
        }
        rest = join(rest, await this.#read());
      }
    } catch {
      // Closed.
    }
  }

  async #read(): Promise<Uint8Array> {
    const buffer = new Uint8Array(16_384);
    const count = await this.conn.read(buffer);
    if (count === null) throw new Error("closed");
    return buffer.subarray(0, count);
  }

  async #write(data: Uint8Array): Promise<void> {
    for (let at = 0; at < data.length;) {
      at += await this.conn.write(data.subarray(at));
    }
  }
}

const text = new TextEncoder();
const text8 = new TextDecoder();
const bytes = new TextDecoder("latin1");

function join(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Takes one whole frame off the front, if there is one. */
function split(data: Uint8Array<ArrayBuffer>) {
  if (data.length < 2) return null;
  const short = data[1]! & 127;
  const view = new DataView(data.buffer, data.byteOffset);
  const head = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (data.length < head) return null;
  const length = short < 126
    ? short
    : short === 126
    ? view.getUint16(2)
    : Number(view.getBigUint64(2));
  if (data.length < head + length) return null;
  return {
    opcode: data[0]! & 15,
    payload: data.subarray(head, head + length),
    rest: data.slice(head + length),
  };
}
