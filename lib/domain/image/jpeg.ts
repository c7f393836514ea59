import {
  be16,
  type Bytes,
  concatBytes,
  matchesAscii,
  MOST_PIECES,
} from "./bytes.ts";
import { onlyOrientation, orientationIn } from "./exif.ts";
import type { StrippedImage } from "./stripped.ts";

/** ITU-T T.81, table B.1. */
const SOI = 0xd8, EOI = 0xd9, SOS = 0xda, DQT = 0xdb, DRI = 0xdd, DHT = 0xc4;
const APP0 = 0xe0, APP1 = 0xe1, APP2 = 0xe2, APP14 = 0xee, APP15 = 0xef;
const COM = 0xfe, TEM = 0x01;
/** Baseline, extended and progressive with Huffman codes: what browsers decode. */
const FRAMES = [0xc0, 0xc1, 0xc2];
/** An encoder writes about ten. A thousand scans over a large image keep a decoder busy for minutes. */
const MOST_SCANS = 64;
/** One segment defines each table once: two classes of four, or four (B.2.4). */
const MOST_TABLES = 8;

export function isJpeg(bytes: Bytes): boolean {
  return matchesAscii(bytes, 0, "\xff\xd8\xff");
}

/**
 * Follows the markers from the start to the end of the image, and keeps only
 * those that the image needs; null if they do not reach the end.
 */
export function stripJpeg(bytes: Bytes): StrippedImage | null {
  const kept: Bytes[] = [];
  let size: { width: number; height: number } | null = null;
  let orientation: number | null = null;
  let scans = 0;
  let pieces = 0;
  let at = 2;
  while (at < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    // Any number of fill bytes may precede a marker (B.1.1.2).
    while (bytes[at + 1] === 0xff) at++;
    const marker = bytes[at + 1];
    if (marker === undefined || marker === SOI || marker === TEM) return null;
    if (marker === EOI) {
      if (size === null || scans === 0) return null;
      return { ...size, bytes: assembled(kept, orientation) };
    }
    if (++pieces > MOST_PIECES) return null;
    const length = be16(bytes, at + 2);
    const end = at + 2 + length;
    if (!(length >= 2 && end <= bytes.length)) return null;
    const segment = bytes.subarray(at, end);
    const body = bytes.subarray(at + 4, end);
    at = end;
    if (FRAMES.includes(marker)) {
      // One frame: with two, decoders disagree about which one counts.
      if (size !== null) return null;
      size = frameSize(body);
      if (size === null) return null;
      kept.push(segment);
    } else if (marker === SOS) {
      if (size === null || ++scans > MOST_SCANS) return null;
      const scanEnd = endOfScan(bytes, end);
      if (scanEnd === null || scanEnd === end) return null;
      kept.push(bytes.subarray(end - segment.length, scanEnd));
      at = scanEnd;
    } else if (marker === DQT || marker === DHT || marker === DRI) {
      if (!tablesFit(marker, body)) return null;
      kept.push(segment);
    } else if (marker >= APP0 && marker <= APP15) {
      const app = keptApp(marker, segment);
      if (app !== null) kept.push(app);
      else if (marker === APP1 && matchesAscii(body, 0, "Exif\0\0")) {
        orientation ??= orientationIn(body.subarray(6));
      }
    } else if (marker !== COM) return null;
  }
  return null;
}

/** Eight bits per sample, and grey, three colours or four inks. */
function frameSize(body: Bytes): { width: number; height: number } | null {
  const components = body[5]!;
  const fits = body[0] === 8 && [1, 3, 4].includes(components) &&
    body.length === 6 + 3 * components;
  return fits ? { height: be16(body, 1), width: be16(body, 3) } : null;
}

/**
 * Coded data continues over stuffed zeros and restart markers (B.1.1.5), up to
 * the next real marker.
 */
function endOfScan(bytes: Bytes, from: number): number | null {
  // A plain loop: `indexOf` costs more than a byte, and each other byte may be one.
  for (let at = from; at < bytes.length - 1; at++) {
    if (bytes[at] !== 0xff) continue;
    const next = bytes[at + 1]!;
    if (next === 0xff) continue;
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
    at++;
  }
  return null;
}

/** Tables must fill their segment exactly, so that nothing else hides in it. */
function tablesFit(marker: number, body: Bytes): boolean {
  if (marker === DRI) return body.length === 2;
  let at = 0;
  let tables = 0;
  while (at < body.length) {
    if (++tables > MOST_TABLES) return false;
    if (marker === DQT) at += body[at]! >> 4 === 0 ? 65 : 129;
    else {
      let codes = 0;
      for (const count of body.subarray(at + 1, at + 17)) codes += count;
      at += 17 + codes;
    }
  }
  return at === body.length && at > 0;
}

/**
 * What a decoder needs for correct colours: JFIF (without its thumbnail, which
 * may show what was cropped away), the colour profile, Adobe's transform.
 */
function keptApp(marker: number, segment: Bytes): Bytes | null {
  const body = segment.subarray(4);
  if (marker === APP0 && matchesAscii(body, 0, "JFIF\0") && body.length >= 14) {
    return concatBytes([
      Uint8Array.of(0xff, APP0, 0, 16),
      body.subarray(0, 12),
      Uint8Array.of(0, 0),
    ]);
  }
  if (marker === APP2 && matchesAscii(body, 0, "ICC_PROFILE\0")) return segment;
  if (
    marker === APP14 && matchesAscii(body, 0, "Adobe") && body.length === 12
  ) {
    return segment;
  }
  return null;
}

function assembled(kept: readonly Bytes[], orientation: number | null) {
  const exif: Bytes[] = [];
  if (orientation !== null) {
    const tiff = onlyOrientation(orientation);
    exif.push(
      Uint8Array.of(0xff, APP1, 0, 8 + tiff.length),
      new TextEncoder().encode("Exif\0\0"),
      tiff,
    );
  }
  return concatBytes([
    Uint8Array.of(0xff, SOI),
    ...exif,
    ...kept,
    Uint8Array.of(0xff, EOI),
  ]);
}
