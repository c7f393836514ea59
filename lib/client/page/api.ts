import type {
  Beat,
  MediaPreferences,
  Party,
} from "@/lib/domain/call/presence.ts";
import type { AnswerOf, BodyOf, EndpointName } from "@/lib/wire/endpoints.ts";
import type {
  LinkPreviewAnswer,
  RefusalBody,
  SessionAnswer,
  TokenAnswer,
  WaitingSnapshot,
  WireRefusalCode,
} from "@/lib/wire/wire.ts";
import { connection as words } from "@/words/page.ts";
import {
  type PathParams,
  type StreamUrl,
  streamUrl,
  urlOf,
} from "./endpoint_url.ts";

/**
 * Why a call to the API failed: the server's refusal, or one of ours.
 * `offline`: no answer. `timeout`: no answer in time. `unexpected`: an answer
 * that is not ours (for example a proxy's page).
 */
export interface Failure {
  readonly ok: false;
  readonly code: WireRefusalCode | "offline" | "timeout" | "unexpected";
  /** A sentence to show to the user. */
  readonly message: string;
  readonly opensAt?: string;
  readonly closesAt?: string;
  readonly now?: string;
  readonly retryAfterMs?: number;
}

export type Answer<T> = { readonly ok: true; readonly value: T } | Failure;

/** The used part of the browser. */
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

/** The endpoints of one consultation's page. */
export type BelowConsultation = Extract<
  EndpointName,
  `${string} /api/video/consultation/:id/${string}`
>;

/** The API calls of the page of one consultation, for one of the parties. */
export interface ConsultationApi {
  /** The stream's URL, for EventSource. */
  readonly statusUrl: StreamUrl<typeof STATUS>;
  status(): Promise<Answer<WaitingSnapshot>>;
  beat(
    event: Exclude<Beat, "left">,
    mediaPreferences: MediaPreferences,
  ): Promise<Answer<WaitingSnapshot>>;
  /** Reports that this tab is leaving, without waiting for an answer. */
  leave(): void;
  /** A heartbeat of a page that is about to freeze, without waiting for an answer. */
  lastWord(mediaPreferences: MediaPreferences): void;
  start(): Promise<Answer<SessionAnswer>>;
  end(): Promise<Answer<SessionAnswer>>;
  token(): Promise<Answer<TokenAnswer>>;
  /**
   * Any other request about this consultation, for this party's session: what is
   * needed only later has its code there.
   */
  ask<Name extends BelowConsultation>(
    name: Name,
    more?: Partial<Pick<EndpointInput<Name>, "query" | "body">>,
  ): Promise<Answer<AnswerOf<Name>>>;
}

/**
 * @param tab this page load's id (`newTabId`)
 * @param party which of the browser's sessions is meant; the server decides the role from that session
 */
export function consultationApi(
  id: string,
  party: Party,
  { tab, net = browserNet }: { readonly tab: string; readonly net?: Net },
): ConsultationApi {
  const about = { params: { id }, query: { session: party } };
  const send = (body: BodyOf<typeof HEARTBEAT>) =>
    void net.beacon(
      urlOf(HEARTBEAT, { id }, about),
      new Blob([JSON.stringify(body)], { type: "application/json" }),
    );
  const statusUrl = streamUrl(STATUS, { id }, about);
  const ask: ConsultationApi["ask"] = (name, { query, ...body } = {}) =>
    call(
      net,
      name,
      { ...about, query: { ...about.query, ...query }, ...body } as never,
    );
  return {
    statusUrl,
    status: () => ask(STATUS),
    beat: (event, mediaPreferences) =>
      ask(HEARTBEAT, { body: { tab, event, mediaPreferences } }),
    leave: () => send({ tab, event: "left" }),
    lastWord: (mediaPreferences) =>
      send({ tab, event: "beat", mediaPreferences }),
    start: () =>
      ask("POST /api/video/consultation/:id/start-session", { body: {} }),
    end: () =>
      ask("POST /api/video/consultation/:id/end-session", { body: {} }),
    token: () =>
      ask("POST /api/video/consultation/:id/token", { body: { tab } }),
    ask,
  };
}

const STATUS = "GET /api/video/consultation/:id/waiting-status";
const HEARTBEAT = "POST /api/video/consultation/:id/waiting-status";

/** What the entry page says about a link. */
export function previewLink(
  id: string,
  secret: string,
  { net = browserNet }: { readonly net?: Net } = {},
): Promise<Answer<LinkPreviewAnswer>> {
  const params = { id };
  return call(net, "POST /api/entry/:id/preview", { params, body: { secret } });
}

/** Exchanges the secret of a client's link for the session cookie. */
export function enter(
  id: string,
  secret: string,
  { net = browserNet }: { readonly net?: Net } = {},
): Promise<Answer<null>> {
  return call(net, "POST /api/entry/:id", { params: { id }, body: { secret } });
}

/** The inputs of a call: the path's parameters, the query and the body. */
export interface EndpointInput<Name extends EndpointName> {
  readonly params: PathParams<Name>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body: BodyOf<Name>;
}

type WithoutBody<Name extends EndpointName> = undefined extends BodyOf<Name>
  ? Omit<EndpointInput<Name>, "body">
  : EndpointInput<Name>;

/** Calls one endpoint of the contract: body and answer are typed by the table. */
export async function call<Name extends EndpointName>(
  net: Net,
  name: Name,
  options: WithoutBody<Name>,
): Promise<Answer<AnswerOf<Name>>> {
  const { params, query, body }: Partial<EndpointInput<Name>> = options;
  const signal = AbortSignal.timeout(net.timeoutMs);
  try {
    const response = await net.fetch(urlOf(name, params, { query }), {
      method: name.slice(0, name.indexOf(" ")),
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
    const value = response.status === 204 ? null : await response.json();
    return { ok: true, value };
  } catch (error) {
    if (signal.aborted) return TIMEOUT;
    return error instanceof SyntaxError ? UNEXPECTED : OFFLINE;
  }
}

const OFFLINE: Failure = {
  ok: false,
  code: "offline",
  message: words.offline,
};

const TIMEOUT: Failure = {
  ok: false,
  code: "timeout",
  message: words.timeout,
};

/** An answer that is not the one that was asked for. */
export const UNEXPECTED: Failure = {
  ok: false,
  code: "unexpected",
  message: words.unexpected,
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

/** Failures after which a later retry may help. */
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
