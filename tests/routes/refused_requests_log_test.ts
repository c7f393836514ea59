/** What an operator reads about refused requests: one line each, with nothing from the sender. */
import { expect } from "expect";
import { StoreUnavailable } from "@/lib/ports/mod.ts";
import { refuse } from "@/lib/http/refusal.ts";
import { BASE_URL, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { everyRoute } from "@/tests/_support/every_route.ts";

/** In every path, query, header and body below; and then nowhere in the log. */
const SECRET = "s3cr3t-of-a-link";
const NAME = "Clara Haas";
const EMAIL = "clara@client.example";
const ADDRESS = "192.0.2.77";

type Line = readonly [event: string, fields: Record<string, unknown>];

interface Sent {
  readonly method?: string;
  readonly type?: string;
  readonly body?: string;
  readonly site?: "same-origin" | "cross-site";
  readonly cookie?: string;
}

const JSON_TYPE = "application/json";
const FORM = "application/x-www-form-urlencoded";

function request(path: string, sent: Sent): Request {
  const { method = "POST", type = JSON_TYPE, body, cookie = "" } = sent;
  return new Request(`${BASE_URL}${path}?from=${EMAIL}`, {
    method,
    headers: {
      "content-type": type,
      "sec-fetch-site": sent.site ?? "same-origin",
      "user-agent": NAME,
      "x-forwarded-for": ADDRESS,
      cookie,
    },
    ...(body === undefined ? {} : { body }),
  });
}

async function withLog(
  test: (
    app: TestApp,
    lines: Line[],
    fetch: (path: string, sent: Sent) => Promise<Response>,
  ) => Promise<void>,
) {
  await withApp(async (app) => {
    const lines: Line[] = [];
    const handler = (await everyRoute(app.services)).handler();
    app.replace({ log: (event, fields) => void lines.push([event, fields!]) });
    await test(app, lines, async (path, sent) => {
      const response = await handler(request(path, sent));
      await response.body?.cancel();
      return response;
    });
  }, { TRUST_PROXY: "yes" });
}

const ID = "01HZZZZZZZZZZZZZZZZZZZZZZZ";
const secret = JSON.stringify({ secret: SECRET, name: NAME, email: EMAIL });
const fields = new URLSearchParams({ name: NAME, email: EMAIL }).toString();
const callback = new URLSearchParams({ From: NAME, Body: SECRET }).toString();

const REFUSED: readonly [
  path: string,
  sent: Sent,
  line: {
    readonly event?: string;
    readonly route: string | null;
    readonly status: number;
    readonly code?: string;
  },
][] = [
  [`/api/entry/${ID}`, { body: secret }, {
    route: "/api/entry/:id",
    status: 403,
    code: "link_invalid",
  }],
  [`/api/entry/${ID}`, { body: secret.slice(0, -1) }, {
    route: "/api/entry/:id",
    status: 400,
    code: "bad_json",
  }],
  [`/api/entry/${ID}`, { body: secret, type: "text/plain" }, {
    route: "/api/entry/:id",
    status: 415,
    code: "unsupported_media_type",
  }],
  [`/api/entry/${ID}`, { body: `"${NAME.repeat(9000)}"` }, {
    route: "/api/entry/:id",
    status: 413,
    code: "body_too_large",
  }],
  [`/api/entry/${ID}`, { body: secret, site: "cross-site" }, {
    route: "/api/entry/:id",
    status: 403,
    code: "cross_site",
  }],
  // The page for errors answers a form.
  [`/api/appointments/${ID}/confirm`, {
    body: fields,
    type: FORM,
    site: "cross-site",
  }, {
    route: "/api/appointments/:id/confirm",
    status: 403,
    code: "cross_site",
  }],
  ["/sign-in", { body: `email=${NAME}`, type: FORM }, {
    route: "/sign-in",
    status: 422,
    code: "invalid_input",
  }],
  ["/sign-in/code", { body: `code=${SECRET}`, type: FORM }, {
    route: "/sign-in/code",
    status: 410,
    code: "sign_in_expired",
  }],
  ["/book", { body: fields, type: FORM, site: "cross-site" }, {
    route: "/book",
    status: 403,
    code: "cross_site",
  }],
  [`/calendar/${SECRET}.ics`, { method: "GET" }, {
    route: "/calendar/:secret.ics",
    status: 429,
    code: "rate_limited",
  }],
  ["/sign-out", { body: fields, type: FORM, site: "cross-site" }, {
    route: "/sign-out",
    status: 303,
    code: "cross_site",
  }],
  [`/${SECRET}/%ff`, { method: "GET" }, { route: null, status: 400 }],
  ["/api/video/callbacks/twilio", { body: callback, type: FORM }, {
    event: "callback_refused",
    route: "/api/video/callbacks/twilio",
    status: 403,
    code: "signature_invalid",
  }],
];

function expectNothingPersonal(lines: readonly Line[]) {
  const text = JSON.stringify(lines);
  for (const part of [SECRET, NAME, "Clara", EMAIL, ADDRESS, ID, "%ff", "?"]) {
    expect(text).not.toContain(part);
  }
}

Deno.test("each refused request, of a page or of the API, is one line of the log, with nothing that was sent", async () => {
  await withLog(async (app, lines, fetch) => {
    Object.assign(app.services, { feedReaders: { take: () => 60 } });
    for (
      const [path, sent, { event = "request_refused", ...line }] of REFUSED
    ) {
      lines.length = 0;
      const { status } = await fetch(path, sent);
      expect([path, status]).toEqual([path, line.status]);
      const requestId = expect.stringMatching(/^[0-9a-z]{26}$/);
      const { method = "POST" } = sent;
      expect(lines).toEqual([[event, { requestId, method, ...line }]]);
      expectNothingPersonal(lines);
    }
  });
});

Deno.test("a decision with wrong fields is one line with 422, and one that comes too late with 409, as JSON and as a form", async () => {
  await withLog(async (app, lines, fetch) => {
    const { id } = await app.confirmed();
    lines.length = 0;
    const cookie = app.cookieOf("artist");
    const path = `/api/appointments/${id}/decline`;
    const wrong = await fetch(`/api/appointments/${id}/reschedule`, {
      cookie,
      body: `{"${NAME}":"${EMAIL}"}`,
    });
    const asJson = await fetch(path, { cookie, body: "{}" });
    const asForm = await fetch(path, { cookie, type: FORM, body: fields });
    expect([wrong.status, asJson.status, asForm.status])
      .toEqual([422, 409, 303]);
    expect(lines.map(([event, { status, code }]) => [event, status, code]))
      .toEqual([
        ["request_refused", 422, "invalid_input"],
        ["request_refused", 409, "already_answered"],
        ["request_refused", 303, "already_answered"],
      ]);
    expect(JSON.stringify(lines)).not.toContain(id);
    expectNothingPersonal(lines);
  });
});

Deno.test("a stream that a full server refuses is one line with 503", async () => {
  await withLog(async (app, lines) => {
    Object.assign(app.services.streams, { admit: () => refuse("server_busy") });
    const path = `/api/video/consultation/${ID}/waiting-status`;
    const headers = { accept: "text/event-stream" };
    const response = await app.ask(path, { headers });
    await response.body?.cancel();
    expect(response.status).toBe(503);
    expect(lines).toMatchObject([
      ["request_refused", { status: 503, code: "server_busy" }],
    ]);
    expectNothingPersonal(lines);
  });
});

Deno.test("a guesser who asks 100 times writes 20 lines; forged callbacks have the same limit", async () => {
  await withLog(async (app, lines, fetch) => {
    for (let i = 0; i < 100; i++) {
      await fetch(`/api/entry/${ID}`, { body: secret });
      await fetch("/api/video/callbacks/twilio", {
        body: callback,
        type: FORM,
      });
    }
    expect(lines).toHaveLength(40);
    app.clock.advance(60_000);
    await fetch("/sign-in", { body: "email=x", type: FORM });
    expect(lines.slice(40)).toEqual([
      ["request_refused", {
        route: "/api/entry/:id",
        code: "link_invalid",
        more: 80,
      }],
      ["callback_refused", {
        route: "/api/video/callbacks/twilio",
        code: "signature_invalid",
        more: 80,
      }],
      ["request_refused", expect.objectContaining({ route: "/sign-in" })],
    ]);
    expectNothingPersonal(lines);
  });
});

Deno.test("health, successful answers, 401, 404 and 405 write nothing", async () => {
  await withLog(async (app, lines, fetch) => {
    const statuses = [];
    for (
      const [path, sent] of [
        ["/api/health", { method: "GET" }],
        ["/", { method: "GET" }],
        ["/sign-in", { method: "GET" }],
        ["/artist/past", { method: "GET", cookie: app.cookieOf("artist") }],
        ["/api/artist/day", { method: "GET" }],
        ["/api/nothing", { method: "GET" }],
        [`/${SECRET}`, { method: "GET" }],
        ["/api/health", { method: "DELETE" }],
        ["/sign-in", { method: "DELETE" }],
      ] as const
    ) statuses.push((await fetch(path, sent)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 401, 404, 404, 405, 405]);
    expect(lines).toEqual([]);
  });
});

Deno.test("a store that fails is one line with its error, and none about a refusal", async () => {
  await withLog(async (app, lines, fetch) => {
    app.replace({
      storeCheck: {
        canWrite: () => Promise.reject(new StoreUnavailable("kv")),
      },
    });
    expect((await fetch("/api/health", { method: "GET" })).status).toBe(503);
    expect(lines.map(([event]) => event)).toEqual(["store_unavailable"]);
  });
});

Deno.test("a refused form whose page then fails is one line with the error", async () => {
  await withLog(async (app, lines, fetch) => {
    const { catalog } = app.services.deps;
    const failing = () => Promise.reject(new Error("the very cause"));
    app.replace({ catalog: { ...catalog, services: failing } });
    const sent = { body: fields, type: FORM, site: "cross-site" } as const;
    expect((await fetch("/book", sent)).status).toBe(500);
    expect(lines.map(([event]) => event)).toEqual(["unexpected_error"]);
  });
});
