import type { RefusalCode } from "@/lib/domain/refusal.ts";
import type { Beat, Party, Says } from "@/lib/domain/presence.ts";
import type {
  BeatBody,
  EntryBody,
  RecordingAnswer,
  RecordingBody,
  RefusalBody,
  SessionAnswer,
  TokenAnswer,
  TokenBody,
  WaitingSnapshot,
} from "@/lib/wire.ts";

/**
 * Why a call to the API gave nothing: the server's own refusal, or one of ours.
 * `offline`: no answer came. `timeout`: none came in time. `unexpected`: an
 * answer that is not ours (a proxy's page, say).
 */
export interface Failure {
  readonly ok: false;
  readonly code: RefusalCode | "offline" | "timeout" | "unexpected";
  /** A sentence to show as it is. */
  readonly message: string;
  readonly opensAt?: string;
  readonly closesAt?: string;
  readonly now?: string;
  readonly retryAfterMs?: number;
}

export type Answer<T> = { readonly ok: true; readonly value: T } | Failure;

/** What of the browser the API needs. */
export interface Net {
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** `navigator.sendBeacon`: outlives the page. False if it was not taken. */
  beacon(url: string, body: Blob): boolean;
  timeoutMs: number;
}

export const browserNet: Net = {
  fetch: (url, init) => fetch(url, init),
  beacon: (url, body) => navigator.sendBeacon(url, body),
  timeoutMs: 10_000,
};

/** Every call that the page of one consultation may make, for one of its two people. */
export interface ConsultationApi {
  /** The stream's address, for EventSource. */
  readonly statusUrl: string;
  status(): Promise<Answer<WaitingSnapshot>>;
  beat(
    event: Exclude<Beat, "left">,
    says: Says,
  ): Promise<Answer<WaitingSnapshot>>;
  /** Says that this tab is leaving, without waiting for an answer. */
  leave(): void;
  start(): Promise<Answer<SessionAnswer>>;
  end(): Promise<Answer<SessionAnswer>>;
  token(): Promise<Answer<TokenAnswer>>;
  /** How recording stands, and the words that have to be agreed to. */
  recording(): Promise<Answer<RecordingAnswer>>;
  /** Every action but `download`, which answers something else. */
  changeRecording(body: RecordingBody): Promise<Answer<RecordingAnswer>>;
}

/**
 * @param tab this page load's id (`newTabId`)
 * @param party which of the browser's sessions is meant; the server decides the role from that session
 */
export function consultationApi(
  id: string,
  party: Party,
  tab: string,
  net: Net = browserNet,
): ConsultationApi {
  const url = (leaf: string) =>
    `/api/video/consultation/${
      encodeURIComponent(id)
    }/${leaf}?session=${party}`;
  const statusUrl = url("waiting-status");
  return {
    statusUrl,
    status: () => call(net, statusUrl, "GET"),
    beat: (event, says) =>
      call(net, statusUrl, "POST", { tab, event, says } satisfies BeatBody),
    leave() {
      const body: BeatBody = { tab, event: "left" };
      net.beacon(
        statusUrl,
        new Blob([JSON.stringify(body)], { type: "application/json" }),
      );
    },
    start: () => call(net, url("start-session"), "POST", {}),
    end: () => call(net, url("end-session"), "POST", {}),
    token: () => call(net, url("token"), "POST", { tab } satisfies TokenBody),
    recording: () => call(net, url("recording"), "GET"),
    changeRecording: (body) => call(net, url("recording"), "POST", body),
  };
}

/** Trades the secret of a client's link for the session cookie. */
export function enter(
  id: string,
  secret: string,
  net: Net = browserNet,
): Promise<Answer<null>> {
  const body: EntryBody = { secret };
  return call(net, `/api/entry/${encodeURIComponent(id)}`, "POST", body);
}

async function call<T>(
  net: Net,
  url: string,
  method: "GET" | "POST",
  body?: unknown,
): Promise<Answer<T>> {
  const signal = AbortSignal.timeout(net.timeoutMs);
  try {
    const response = await net.fetch(url, {
      method,
      signal,
      cache: "no-store",
      credentials: "same-origin",
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) return await refusal(response);
    if (response.status === 204) return { ok: true, value: null as T };
    return { ok: true, value: await response.json() };
  } catch (error) {
    if (signal.aborted) return TIMEOUT;
    return error instanceof SyntaxError ? UNEXPECTED : OFFLINE;
  }
}

const OFFLINE: Failure = {
  ok: false,
  code: "offline",
  message: "You seem to be offline. We could not reach the studio.",
};

const TIMEOUT: Failure = {
  ok: false,
  code: "timeout",
  message: "The studio did not answer in time. Please try again.",
};

const UNEXPECTED: Failure = {
  ok: false,
  code: "unexpected",
  message: "Something went wrong on our side. Please try again.",
};

async function refusal(response: Response): Promise<Failure> {
  const body: unknown = await response.json().catch(() => null);
  return readRefusal(body) ?? UNEXPECTED;
}

/** A refusal's JSON as a failure, or null if it is something else. */
export function readRefusal(body: unknown): Failure | null {
  const error = (body as Partial<RefusalBody> | null)?.error;
  if (typeof error?.code !== "string" || typeof error.message !== "string") {
    return null;
  }
  const { code, message, opensAt, closesAt, now, retryAfterSeconds } = error;
  return {
    ok: false,
    code,
    message,
    ...(opensAt === undefined ? {} : { opensAt }),
    ...(closesAt === undefined ? {} : { closesAt }),
    ...(now === undefined ? {} : { now }),
    ...(retryAfterSeconds === undefined
      ? {}
      : { retryAfterMs: retryAfterSeconds * 1_000 }),
  };
}

/** Failures after which asking again, later, may help. */
export function isPassing(failure: Failure): boolean {
  switch (failure.code) {
    case "offline":
    case "timeout":
    case "unexpected":
    case "internal":
    case "conflict":
    case "rate_limited":
    case "room_not_ready":
    case "store_unavailable":
    case "video_unavailable":
      return true;
    default:
      return false;
  }
}
