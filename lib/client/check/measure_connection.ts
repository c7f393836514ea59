import { SECOND } from "@/lib/domain/basic/instant.ts";
import { urlOf } from "@/lib/client/page/endpoint_url.ts";
import type { AnswerOf } from "@/lib/wire/endpoints.ts";
import { type ConnectionMeasures, typicalOf } from "./connection_verdict.ts";
import { findReach, type Reach } from "./find_reach.ts";

/** The used part of the browser. */
export interface MeasureHost {
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Milliseconds since any moment. */
  elapsed(): number;
  /** What the browser noted of the last download of a file, or null if it notes nothing. */
  noted(url: string): Download | null;
  /** See `findReach`. */
  findReach(udpServers: readonly string[]): Promise<Reach>;
}

interface Download {
  /** As sent: compressed. */
  readonly bytes: number;
  /** From the first byte to the last, so that the round trip is not counted again. */
  readonly ms: number;
}

const browserHost: MeasureHost = {
  fetch: (url, init) => fetch(url, init),
  elapsed: () => performance.now(),
  noted(url) {
    const { href } = new URL(url, location.href);
    const entry = performance.getEntriesByName(href, "resource").at(-1);
    if (!(entry instanceof PerformanceResourceTiming)) return null;
    return {
      bytes: entry.encodedBodySize,
      ms: entry.responseEnd - entry.responseStart,
    };
  },
  findReach: (udpServers) => findReach(udpServers),
};

/** Enough for a median and for a share of late ones. */
const ROUND_TRIPS = 6;
const ANSWER_WITHIN = 4 * SECOND;
/** With some 90 kB, a download that takes longer has less than 120 kbit/s. */
const DOWNLOAD_WITHIN = 6 * SECOND;
const UPLOAD_BYTES = 60_000;
/** What takes longer has less than 80 kbit/s. */
const UPLOAD_WITHIN = 6 * SECOND;
const HEALTH = "GET /api/health";
const TEST = "POST /api/connection-test";

/**
 * Measures this page's way to the server: a few small answers, then the file of
 * some 90 kB that each call loads, and 60 kB of nothing the other way. Beside
 * it, whether UDP gets through to the relay. It takes a few seconds; nothing of
 * camera or microphone is sent.
 *
 * @param file address of the file
 */
export async function measureConnection(
  file: string,
  host: MeasureHost = browserHost,
): Promise<ConnectionMeasures> {
  // It also opens the connection, and that takes several round trips.
  const ways = await waysOut(host);
  const reach = host.findReach(ways?.udpServers ?? []);
  const roundTrips: (number | null)[] = [];
  for (let i = 0; i < ROUND_TRIPS; i++) roundTrips.push(await roundTrip(host));
  const typicalMs = typicalOf({ roundTrips });
  return {
    roundTrips,
    downKbps: typicalMs === null ? null : await downloadKbps(file, host),
    upKbps: typicalMs === null ? null : await uploadKbps(typicalMs, host),
    reach: await reach,
    relaysOverTcp: ways?.relaysOverTcp ?? false,
  };
}

/** How a call would leave this network, or null if the server does not say. */
async function waysOut(
  { fetch }: MeasureHost,
): Promise<AnswerOf<typeof TEST> | null> {
  try {
    const response = await fetch(urlOf(TEST, {}), {
      method: "POST",
      cache: "no-store",
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

async function roundTrip(
  { fetch, elapsed }: MeasureHost,
): Promise<number | null> {
  const before = elapsed();
  try {
    const response = await fetch(urlOf(HEALTH, {}), {
      cache: "no-store",
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    });
    // Any answer is one, also that the store is down.
    await response.arrayBuffer();
    return elapsed() - before;
  } catch {
    return null;
  }
}

/** Kilobits a second, or null where the browser does not tell. */
async function downloadKbps(
  file: string,
  { fetch, noted }: MeasureHost,
): Promise<number | null> {
  const signal = AbortSignal.timeout(DOWNLOAD_WITHIN);
  try {
    const response = await fetch(file, { cache: "no-store", signal });
    await response.arrayBuffer();
    const download = response.ok ? noted(file) : null;
    if (!download || download.bytes === 0) return null;
    return download.bytes * 8 / Math.max(1, download.ms);
  } catch {
    return signal.aborted ? 0 : null;
  }
}

/** Kilobits a second, or null where the server takes nothing; the round trip of the answer is not counted. */
async function uploadKbps(
  typicalMs: number,
  { fetch, elapsed }: MeasureHost,
): Promise<number | null> {
  const signal = AbortSignal.timeout(UPLOAD_WITHIN);
  const before = elapsed();
  try {
    const response = await fetch(urlOf(TEST, {}), {
      method: "POST",
      cache: "no-store",
      signal,
      headers: { "content-type": "application/octet-stream" },
      // A VPN may compress.
      body: crypto.getRandomValues(new Uint8Array(UPLOAD_BYTES)),
    });
    await response.arrayBuffer();
    if (!response.ok) return null;
    const ms = elapsed() - before - typicalMs;
    return UPLOAD_BYTES * 8 / Math.max(1, ms);
  } catch {
    return signal.aborted ? 0 : null;
  }
}
