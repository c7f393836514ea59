/** Two processes of the production build on one store, and requests to either. */
import { aServer, type RunningServer } from "./a_server.ts";

export type Which = 0 | 1;

export interface TwoServers extends AsyncDisposable {
  readonly kvPath: string;
  readonly servers: readonly [RunningServer, RunningServer];
  /** Posts a form, or JSON if the body is an object. */
  post(which: Which, path: string, sent?: Sent): Promise<Answer>;
}

export interface Sent {
  readonly body?: URLSearchParams | Record<string, unknown>;
  readonly cookie?: string;
  /** The sender's address; each has rate limits of its own. */
  readonly from?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** "ok", the code of a refusal, or the status if the answer is a page. */
  readonly code: string;
}

/**
 * @param env of both; with a `KV_PATH`, the store that both open. Otherwise
 * they share a file.
 */
export async function twoServers(
  env: Readonly<Record<string, string>> = {},
): Promise<TwoServers> {
  const common = { TRUSTED_PROXIES: "1", JOIN_EARLY_MINUTES: "120", ...env };
  const one = await aServer({ env: common });
  // Seeds the store that the first one serves.
  const two = await aServer({ env: { ...common, KV_PATH: one.kvPath } });
  const servers = [one, two] as const;
  return {
    kvPath: one.kvPath,
    servers,
    post: (which, path, sent) => post(servers[which], path, sent),
    async [Symbol.asyncDispose]() {
      await two[Symbol.asyncDispose]();
      await one[Symbol.asyncDispose]();
    },
  };
}

async function post(
  { baseUrl }: RunningServer,
  path: string,
  { body = {}, cookie = "", from = "192.0.2.1" }: Sent = {},
): Promise<Answer> {
  const form = body instanceof URLSearchParams;
  const response = await fetch(`${baseUrl}${path}`, {
    method: "POST",
    redirect: "manual",
    headers: {
      "x-forwarded-for": from,
      cookie,
      ...(form ? {} : { "content-type": "application/json" }),
    },
    body: form ? body : JSON.stringify(body),
  });
  const { status, headers } = response;
  const text = await response.text();
  const json = headers.get("content-type")?.includes("json") ?? false;
  const code = json && !response.ok
    ? JSON.parse(text).error.code
    : status < 400
    ? "ok"
    : String(status);
  return { status, headers, text, code };
}

/** As a client does: a store that is busy says when to ask again. */
export async function untilAnswered(
  request: () => Promise<Answer>,
): Promise<Answer> {
  for (;;) {
    const answer = await request();
    if (answer.status !== 503) return answer;
    const seconds = Number(answer.headers.get("retry-after"));
    if (!(seconds > 0)) {
      throw new Error("A 503 without Retry-After");
    }
    await new Promise((done) => setTimeout(done, seconds * 1000));
  }
}
