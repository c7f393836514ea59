import { crc32, deflateSync } from "node:zlib";
import type { SmallFrame } from "@/lib/client/light/small_frame.ts";

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];

/** Frames side by side as one PNG (RFC 2083): 8 bits, RGB. */
export function pngOf(frames: readonly SmallFrame[]): Uint8Array {
  const height = Math.max(...frames.map((frame) => frame.height));
  const width = frames.reduce((sum, frame) => sum + frame.width, 0);
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  // 8 bits, RGB, and the standard's only methods.
  new Uint8Array(header.buffer).set([8, 2, 0, 0, 0], 8);
  return joined([
    Uint8Array.from(SIGNATURE),
    chunk("IHDR", new Uint8Array(header.buffer)),
    chunk("IDAT", deflateSync(lines(frames, { width, height }), { level: 9 })),
    chunk("IEND", new Uint8Array()),
  ]);
}

/** Each line starts with its filter: 1, the difference to the pixel before. */
function lines(
  frames: readonly SmallFrame[],
  { width, height }: { readonly width: number; readonly height: number },
): Uint8Array {
  const bytes = new Uint8Array(height * (1 + width * 3));
  let at = 0;
  for (let row = 0; row < height; row++) {
    bytes[at++] = 1;
    const before = [0, 0, 0];
    for (const frame of frames) {
      for (let column = 0; column < frame.width; column++) {
        for (let channel = 0; channel < 3; channel++) {
          const pixel = (row * frame.width + column) * 4;
          const value = frame.data[pixel + channel] ?? 0;
          bytes[at++] = value - before[channel]!;
          before[channel] = value;
        }
      }
    }
  }
  return bytes;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = joined([new TextEncoder().encode(type), data]);
  const ends = new DataView(new ArrayBuffer(8));
  ends.setUint32(0, data.length);
  ends.setUint32(4, crc32(body));
  const [length, sum] = [0, 4].map((from) =>
    new Uint8Array(ends.buffer, from, 4)
  ) as [Uint8Array, Uint8Array];
  return joined([length, body, sum]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(
    parts.reduce((sum, part) => sum + part.length, 0),
  );
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
