import type { Statuses, Target } from "./attack.ts";

const BOUNDARY = "----hostile";

/** A multipart body of these parts, written by hand: `FormData` would be too polite. */
export function multipart(
  parts: Iterable<{ readonly name: string; readonly value: string }>,
): Uint8Array<ArrayBuffer> {
  let text = "";
  for (const { name, value } of parts) {
    text +=
      `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  }
  return new TextEncoder().encode(`${text}--${BOUNDARY}--\r\n`);
}

export const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;
export const URLENCODED = "application/x-www-form-urlencoded";

export function manyParts(count: number): Uint8Array<ArrayBuffer> {
  return multipart(Array(count).fill({ name: "a", value: "b" }));
}

/** The `n`th of 65,000 unrelated IPv4 addresses. */
export function address(n: number): string {
  return `198.${18 + (n >> 15 & 1)}.${n >> 7 & 255}.${1 + (n & 127)}`;
}

export interface Post {
  readonly path: string;
  readonly body: BodyInit;
  readonly type: string;
  /** The sender's address, as the studio's proxy reports it. */
  readonly from: string;
}

/** Posts like a form of the product's own page; returns the status, or 0 if the connection was closed. */
export async function post(
  { url }: Target,
  { path, body, type, from }: Post,
): Promise<number> {
  try {
    const answer = await fetch(url + path, {
      method: "POST",
      redirect: "manual",
      headers: {
        "content-type": type,
        "x-forwarded-for": from,
        "sec-fetch-site": "same-origin",
        origin: url,
      },
      body,
    });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return 0;
  }
}

/** Posts the booking form. */
export function postBooking(
  target: Target,
  { type = MULTIPART, ...sent }:
    & Pick<Post, "body" | "from">
    & Partial<Pick<Post, "type">>,
): Promise<number> {
  return post(target, { ...sent, type, path: "/book" });
}

/** A complete booking of the demo studio, at the `n`th hour from tomorrow on. */
export function aBooking(n: number, email: string): string {
  const hour = 60 * 60 * 1000;
  const first = Math.ceil(Date.now() / hour) * hour + 24 * hour;
  return new URLSearchParams({
    service: "evening-look",
    artist: "ines-vidal",
    zone: "UTC",
    at: new Date(first + n * hour).toISOString(),
    name: `Client ${n}`,
    email,
    note: "Typed by hand",
  }).toString();
}

export function tally(statuses: readonly number[]): Statuses {
  const counts: Record<string, number> = {};
  for (const status of statuses) {
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}

/** Senders beside each other, each with its next request `everyMs` after its last answer. */
export async function senders(
  { count, everyMs, lastMs }: {
    readonly count: number;
    readonly everyMs: number;
    readonly lastMs: number;
  },
  send: (n: number) => Promise<number>,
): Promise<Statuses> {
  const until = performance.now() + lastMs;
  const statuses: number[] = [];
  let n = 0;
  await Promise.all(Array.from({ length: count }, async () => {
    while (performance.now() < until) {
      statuses.push(await send(n++));
      await new Promise((done) => setTimeout(done, everyMs));
    }
  }));
  return tally(statuses);
}
