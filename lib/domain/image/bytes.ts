/** Reads numbers from bytes; NaN past the end, which fails every comparison. */

export type Bytes = Uint8Array<ArrayBufferLike>;

/**
 * The most segments or chunks of one image. libpng writes one for every 8 KiB;
 * eight megabytes of empty ones keep the server busy for half a second.
 */
export const MOST_PIECES = 4096;

/** Big-endian. */
export function be16(bytes: Bytes, at: number): number {
  return bytes[at]! * 0x100 + bytes[at + 1]!;
}

/** Big-endian. */
export function be32(bytes: Bytes, at: number): number {
  return be16(bytes, at) * 0x1_0000 + be16(bytes, at + 2);
}

/** Little-endian. */
export function le16(bytes: Bytes, at: number): number {
  return bytes[at]! + bytes[at + 1]! * 0x100;
}

/** Little-endian. */
export function le24(bytes: Bytes, at: number): number {
  return le16(bytes, at) + bytes[at + 2]! * 0x1_0000;
}

/** Little-endian. */
export function le32(bytes: Bytes, at: number): number {
  return le16(bytes, at) + le16(bytes, at + 2) * 0x1_0000;
}

/** Returns whether these characters are at this offset. One character is one byte. */
export function matchesAscii(bytes: Bytes, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if (bytes[at + i] !== text.charCodeAt(i)) return false;
  }
  return true;
}

/** The characters at this offset, one byte each. */
export function asciiAt(bytes: Bytes, at: number, count: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + count));
}

export function concatBytes(parts: readonly Bytes[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
