/**
 * Small images made with ImageMagick: 24 by 8 pixels, the left half red, the
 * right half blue; and metadata that people's files contain.
 */

/** One image of each format. */
export const IMAGES = {
  jpeg: fromBase64(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAUDBAQEAwUEBAQFBQUGBwwIBwcHBw8LCwkMEQ8SEhEPERETFhwXExQaFRERGCEYGh0dHx8fExciJCIeJBweHx7/2wBDAQUFBQcGBw4ICA4eFBEUHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh7/wAARCAAIABgDAREAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAABgf/xAAYEAEAAwEAAAAAAAAAAAAAAAAABkSCwv/EABUBAQEAAAAAAAAAAAAAAAAAAAcI/8QAGREBAAMBAQAAAAAAAAAAAAAAAAeDw0RF/9oADAMBAAIRAxEAPwCWDpZYzOae+VEQH6FWgJmziszGlEAh/9k=",
  ),
  progressive: fromBase64(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAUDBAQEAwUEBAQFBQUGBwwIBwcHBw8LCwkMEQ8SEhEPERETFhwXExQaFRERGCEYGh0dHx8fExciJCIeJBweHx7/2wBDAQUFBQcGBw4ICA4eFBEUHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh7/wgARCAAIABgDAREAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAABQb/xAAVAQEBAAAAAAAAAAAAAAAAAAAGB//aAAwDAQACEAMQAAABlTllNogQyiBP/8QAFhAAAwAAAAAAAAAAAAAAAAAAAAQQ/9oACAEBAAEFAh6f/8QAGREAAQUAAAAAAAAAAAAAAAAAAAYQQ4LC/9oACAEDAQE/ARaw2y3/xAAZEQABBQAAAAAAAAAAAAAAAAAABhBDgsL/2gAIAQIBAT8BEDPXTf/EABYQAAMAAAAAAAAAAAAAAAAAAAACEP/aAAgBAQAGPwISf//EABYQAQEBAAAAAAAAAAAAAAAAAMEAEP/aAAgBAQABPyGQz//aAAwDAQACAAMAAAAQ6X//xAAUEQEAAAAAAAAAAAAAAAAAAAAQ/9oACAEDAQE/EHP/xAAUEQEAAAAAAAAAAAAAAAAAAAAQ/9oACAECAQE/EFv/xAAWEAADAAAAAAAAAAAAAAAAAAAAEDH/2gAIAQEAAT8QJS//2Q==",
  ),
  /** The blue half is translucent. */
  png: fromBase64(
    "iVBORw0KGgoAAAANSUhEUgAAABgAAAAIAQMAAADZb60gAAAABlBMVEUAAP//AADF+ovTAAAAAXRSTlOArV5bRgAAAA9JREFUCNdj+P+BgQEPBgD/mA95zEcV9wAAAABJRU5ErkJggg==",
  ),
  palette: fromBase64(
    "iVBORw0KGgoAAAANSUhEUgAAABgAAAAIAQMAAADZb60gAAAABlBMVEX/AAAAAP9sof2OAAAAD0lEQVQI12Ng4P/PgAcDAH8oCHHwZLDoAAAAAElFTkSuQmCC",
  ),
  webp: fromBase64(
    "UklGRmIAAABXRUJQVlA4IFYAAACQBACdASoYAAgAPlEejEQjoaEYBAA4BQSgC7LoB+AFGA/ACu/9wAAmZ3AFWAAA/vaHv9cxw//NgG1Y5F7lNwssci9//57Rsj+2mv89o+LfJWUYgOAAAA==",
  ),
  lossless: fromBase64(
    "UklGRigAAABXRUJQVlA4TBsAAAAvF8ABEA8Q+z//D/yPCkICwv+1HqgmRPQ/sAkA",
  ),
  extended: fromBase64(
    "UklGRooAAABXRUJQVlA4WAoAAAAQAAAAFwAABwAAQUxQSBQAAAABD/DA/4iIICQg/F/rgWpCRP8Dm1ZQOCBQAAAAEAQAnQEqGAAIAD7RVKNLqCSjIbAIAQAaCUAWI1AKAB9gFf/7gABzFAAA/u1n9gR93+ef+59zIGx0SdKvtX/+hJmoBbT/+CS5+eNpltOAAAA=",
  ),
} as const;

export const NOT_IMAGES = {
  gif: fromBase64(
    "R0lGODlhGAAIAPIAAPoDAP0AAP4AAP8BAQAB/QAA/gAB/gQA/iH5BAAAAAAALAAAAAAYAAgAAAMjKLoMYsfISZkVDtJtbnsRN3lLFoodiYGopK4Q0b6mjNKgLSYAOw==",
  ),
  heic: fromBase64(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAaptZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAACAAAAEGlkYXQAAAAAABgACAAAADhpbG9jAQAAAERAAAIAAQAAAAAAAAHOAAEAAAAAAAAATQACAAEAAAAAAAAAAQAAAAAAAAAIAAAAOGlpbmYAAAAAAAIAAAAVaW5mZQIAAAEAAQAAaHZjMQAAAAAVaW5mZQIAAAAAAgAAZ3JpZAAAAADVaXBycAAAALNpcGNvAAAAc2h2Y0MBA3AAAAAAAAAAAAAe8AD8/fj4AAAPAyAAAQAYQAEMAf//A3AAAAMAkAAAAwAAAwAeugJAIQABACdCAQEDcAAAAwCQAAADAAADAB6gIIEFluqumubAgAAAAwCAAAADAIQiAAEABkQBwXPBiQAAABRpc3BlAAAAAAAAAEAAAABAAAAAFGlzcGUAAAAAAAAAGAAAAAgAAAAQcGl4aQAAAAADCAgIAAAAGmlwbWEAAAAAAAAAAgABAoECAAICA4QAAAAaaXJlZgAAAAAAAAAOZGltZwACAAEAAQAAAFVtZGF0AAAASSgBrxMhqxxo5TD7/j9PyVPv8FvuxQsKY1nbIb8VUNsKx82L4SXmBfEflCs2Jb+yK4GwX0BZQcRZCb0C6uyZM4szY9C0o+9TgeY=",
  ),
  svg: bytesOf(
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect width="9" height="9"/></svg>',
  ),
  html: bytesOf("<!doctype html><script>alert(1)</script>"),
  pdf: bytesOf("%PDF-1.7\n1 0 obj << /OpenAction 2 0 R >> endobj"),
  zip: Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 0, 0, 0),
} as const;

/** A marker to find metadata again, wherever it was hidden. */
export const HIDDEN = "Quartz Street 7";

/**
 * A TIFF block as a phone writes it: orientation, location and a maker note.
 */
export function exifBlock(orientation: number): Uint8Array<ArrayBuffer> {
  const note = bytesOf(HIDDEN);
  // deno-fmt-ignore
  return concat(
    bytesOf("II*\0"), le32(8),
    le16(3),
    le16(0x010f), le16(2), le32(note.length), le32(50 + 54), // Make
    le16(0x0112), le16(3), le32(1), le16(orientation), le16(0), // Orientation
    le16(0x8825), le16(4), le32(1), le32(50), // GPS
    le32(0),
    // At 50: latitude 52°31' north.
    le16(2),
    le16(1), le16(2), le32(2), bytesOf("N\0\0\0"),
    le16(2), le16(5), le32(3), le32(50 + 30),
    le32(0),
    le32(52), le32(1), le32(31), le32(1), le32(0), le32(1),
    note,
  );
}

/** Inserts a segment right after the start of a JPEG. */
export function withSegment(
  jpeg: Uint8Array,
  marker: number,
  body: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const length = body.length + 2;
  return concat(
    jpeg.subarray(0, 2),
    Uint8Array.of(0xff, marker, length >> 8, length & 0xff),
    body,
    jpeg.subarray(2),
  );
}

/** A JPEG as a phone in this orientation writes it, with a location. */
export function withExif(
  jpeg: Uint8Array,
  orientation = 1,
): Uint8Array<ArrayBuffer> {
  return withSegment(
    jpeg,
    0xe1,
    concat(bytesOf("Exif\0\0"), exifBlock(orientation)),
  );
}

/** Inserts a chunk right after a PNG's header. */
export function withChunk(
  png: Uint8Array,
  type: string,
  body: Uint8Array,
): Uint8Array<ArrayBuffer> {
  return concat(png.subarray(0, 33), pngChunk(type, body), png.subarray(33));
}

export function pngChunk(
  type: string,
  body: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const inside = concat(bytesOf(type), body);
  return concat(be32(body.length), inside, be32(crc32(inside)));
}

/** Appends a chunk to an extended WebP. */
export function withWebpChunk(
  webp: Uint8Array,
  type: string,
  body: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const padding = new Uint8Array(body.length % 2);
  const chunk = concat(bytesOf(type), le32(body.length), body, padding);
  return concat(
    bytesOf("RIFF"),
    le32(webp.length - 8 + chunk.length),
    webp.subarray(8),
    chunk,
  );
}

/** The same JPEG, claiming these dimensions. */
export function jpegOfSize(
  width: number,
  height: number,
): Uint8Array<ArrayBuffer> {
  const jpeg = Uint8Array.from(IMAGES.jpeg);
  const frame = indexOf(jpeg, Uint8Array.of(0xff, 0xc0));
  jpeg.set([height >> 8, height & 255, width >> 8, width & 255], frame + 5);
  return jpeg;
}

/** The same PNG, claiming these dimensions. */
export function pngOfSize(
  width: number,
  height: number,
): Uint8Array<ArrayBuffer> {
  const header = concat(
    be32(width),
    be32(height),
    IMAGES.png.subarray(24, 29),
  );
  return concat(
    IMAGES.png.subarray(0, 8),
    pngChunk("IHDR", header),
    IMAGES.png.subarray(33),
  );
}

export function holds(bytes: Uint8Array, text: string): boolean {
  return indexOf(bytes, bytesOf(text)) !== -1;
}

export function concat(
  ...parts: readonly Uint8Array[]
): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array): number {
  for (let at = 0; at + wanted.length <= bytes.length; at++) {
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  return -1;
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

function le16(n: number) {
  return Uint8Array.of(n & 255, n >> 8);
}

function le32(n: number) {
  return Uint8Array.of(n & 255, n >> 8 & 255, n >> 16 & 255, n >>> 24);
}

function be32(n: number) {
  return le32(n).reverse();
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = crc >>> 1 ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
