/**
 * The part of Twilio's Messages API that we use, on its own socket: sending and
 * listing, with the fields and codes of Twilio's OpenAPI description
 * (twilio_api_v2010). It keeps state, so a test can check what phones would
 * have shown.
 */
import twilio from "twilio";
import type { HttpClient } from "@/lib/adapters/twilio/video_rooms.ts";
import { ACCOUNT } from "./twilio_video_server.ts";

export interface SentText {
  readonly sid: string;
  readonly to: string;
  readonly from: string | null;
  readonly messaging_service_sid: string | null;
  readonly body: string;
  readonly validity: string | null;
}

/** Refuses with a code, accepts without answering, or fails before accepting. */
export type Fault =
  | { readonly status: number; readonly code: number }
  | "taken, answer lost"
  | "taken, no answer"
  | "not taken, answer lost";

export interface TwilioMessagesServer extends AsyncDisposable {
  /** Sends Twilio's client to this server instead of api.twilio.com. */
  readonly httpClient: HttpClient;
  readonly texts: readonly SentText[];
  /** Every request, as `POST /2010-04-01/…`. */
  readonly requests: string[];
  /** Valid keys, sid and secret. */
  readonly keys: Map<string, string>;
  /** Faults for the next messages, in order. */
  readonly faults: Fault[];
  /** Numbers that wrote STOP to Twilio. */
  readonly stopped: Set<string>;
  /** While true, listing sent messages fails. */
  listsNothing: boolean;
  /** Put before each SMS, as on a trial account. */
  prefix: string;
}

export function twilioMessagesServer(): TwilioMessagesServer {
  const texts: SentText[] = [];
  const requests: string[] = [];
  const faults: Fault[] = [];
  const stopped = new Set<string>();
  const keys = new Map([[ACCOUNT.apiKeySid, ACCOUNT.apiKeySecret]]);
  const path = `/2010-04-01/Accounts/${ACCOUNT.accountSid}/Messages.json`;

  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    async (req) => {
      const url = new URL(req.url);
      requests.push(`${req.method} ${url.pathname}`);
      const form = new URLSearchParams(await req.text());
      if (!isKnown(req, keys)) return refusal(401, 20003);
      if (url.pathname !== path) return refusal(404, 20404);
      return req.method === "POST" ? await create(form) : list(url);
    },
  );

  async function create(form: URLSearchParams): Promise<Response> {
    const to = form.get("To") ?? "";
    const fault = faults.shift();
    if (fault === "not taken, answer lost") return broken();
    if (typeof fault === "object") return refusal(fault.status, fault.code);
    if (!/^\+[1-9]\d{7,14}$/.test(to)) return refusal(400, 21211);
    if (stopped.has(to)) return refusal(400, 21610);
    const text: SentText = {
      sid: `SM${(texts.length + 1).toString(16).padStart(32, "0")}`,
      to,
      from: form.get("From"),
      messaging_service_sid: form.get("MessagingServiceSid"),
      body: server_.prefix + (form.get("Body") ?? ""),
      validity: form.get("ValidityPeriod"),
    };
    texts.push(text);
    if (fault === "taken, answer lost") return broken();
    if (fault === "taken, no answer") {
      await new Promise((done) => setTimeout(done, 300));
    }
    return Response.json(shown(text), { status: 201 });
  }

  function list(url: URL): Response {
    if (server_.listsNothing) return refusal(503, 20503);
    const to = url.searchParams.get("To");
    const size = Number(url.searchParams.get("PageSize") ?? "50");
    const found = texts.filter((one) => one.to === to).reverse();
    return Response.json({
      messages: found.slice(0, size).map(shown),
      next_page_uri: null,
    });
  }

  const base = `http://127.0.0.1:${server.addr.port}`;
  const server_: TwilioMessagesServer = {
    httpClient: {
      request: (options) =>
        new twilio.RequestClient({
          keepAlive: false,
          ...(options.timeout ? { timeout: options.timeout } : {}),
        }).request(
          {
            ...options,
            uri: options.uri.replace("https://api.twilio.com", base),
          } as Parameters<twilio.RequestClient["request"]>[0],
        ),
    },
    texts,
    requests,
    keys,
    faults,
    stopped,
    listsNothing: false,
    prefix: "",
    async [Symbol.asyncDispose]() {
      await server.shutdown();
    },
  };
  return server_;
}

function shown(text: SentText) {
  const date = "Sun, 22 Nov 2026 16:15:00 +0000";
  return {
    ...text,
    status: "queued",
    date_created: date,
    date_updated: date,
    date_sent: null,
    num_segments: "1",
    num_media: "0",
    uri: "",
  };
}

/** The answer was lost between Twilio and us. */
function broken(): Response {
  return new Response("Bad gateway", { status: 502 });
}

function isKnown(req: Request, keys: Map<string, string>): boolean {
  const [, basic = ""] = (req.headers.get("authorization") ?? "").split(" ");
  const [sid = "", ...secret] = atob(basic).split(":");
  return keys.get(sid) === secret.join(":");
}

function refusal(status: number, code: number): Response {
  return Response.json({ code, status, message: "To +4915112345678" }, {
    status,
  });
}
