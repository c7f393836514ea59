/** The development mailbox has every link and every code: only the machine's own programs see it. */
import { expect } from "expect";
import { App } from "fresh";
import type { State } from "@/lib/http/state.ts";
import developmentOnly from "@/routes/dev/_middleware.ts";
import * as mailbox from "@/routes/dev/mailbox/index.tsx";
import { type TestApp, withApp } from "@/tests/_support/an_app.ts";

const PRODUCTION = {
  BASE_URL: "https://studio.example",
  RESEND_API_KEY: "re_123",
  MAIL_FROM: "Studio <studio@studio.example>",
};

interface Ask {
  readonly path?: string;
  readonly peer?: string;
  readonly headers?: Record<string, string>;
}

/** The mailbox at its address, asked from a peer's socket. */
function mailboxOf({ services }: TestApp) {
  const ask = new App<State>().use((ctx) => {
    ctx.state.services = services;
    return ctx.next();
  }).use("/dev", developmentOnly)
    .route("/dev/mailbox", mailbox as never)
    .handler();
  return async ({ path = "", peer = "127.0.0.1", headers = {} }: Ask) => {
    const url = `http://localhost:8000/dev/mailbox${path}`;
    const completed = Promise.resolve();
    const remoteAddr = { transport: "tcp", hostname: peer, port: 1 } as const;
    const response = await ask(
      new Request(url, { headers: { accept: "application/json", ...headers } }),
      { remoteAddr, completed },
    );
    await response.body?.cancel();
    return response;
  };
}

Deno.test("a program on the same machine sees the mailbox", async () => {
  await withApp(async (app) => {
    const ask = mailboxOf(app);
    for (const peer of ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"]) {
      expect([peer, (await ask({ peer })).status]).toEqual([peer, 200]);
    }
  });
});

Deno.test("attack: another machine that says `Host: localhost` does not", async () => {
  await withApp(async (app) => {
    const ask = mailboxOf(app);
    for (
      const peer of ["203.0.113.1", "10.0.0.1", "::ffff:10.0.0.1", "fe80::1"]
    ) {
      expect([peer, (await ask({ peer })).status]).toEqual([peer, 404]);
    }
  });
});

Deno.test("attack: a visitor behind a proxy or a tunnel on the same machine does not", async () => {
  await withApp(async (app) => {
    const ask = mailboxOf(app);
    for (
      const name of [
        "Forwarded",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Forwarded",
        "X-Real-IP",
        "X-Client-IP",
        "X-Cluster-Client-IP",
        "True-Client-IP",
        "CF-Connecting-IP",
        "CF-Connecting-IPv6",
        "Fly-Client-IP",
        "Fastly-Client-IP",
        "X-Original-Forwarded-For",
        "X-Envoy-External-Address",
        "Via",
      ]
    ) {
      const { status } = await ask({ headers: { [name]: "127.0.0.1" } });
      expect([name, status]).toEqual([name, 404]);
    }
  });
});

Deno.test("another machine sees it with the key that the start prints, which then is in a cookie and not in the address", async () => {
  await withApp(async (app) => {
    const ask = mailboxOf(app);
    const peer = "203.0.113.1";
    const forwarded = { "x-forwarded-for": "203.0.113.1" };
    const key = app.services.developmentKey!;
    for (const made of ["", "x", key.slice(1), `${key}x`]) {
      const { status } = await ask({ path: `?key=${made}`, peer });
      expect([made, status]).toEqual([made, 404]);
    }
    const opened = await ask({ path: `?key=${key}`, peer, headers: forwarded });
    expect([opened.status, opened.headers.get("location")])
      .toEqual([303, "/dev/mailbox"]);
    const [cookie] = opened.headers.getSetCookie();
    expect(cookie).toContain("; HttpOnly");
    const headers = { ...forwarded, cookie: cookie!.split(";")[0]! };
    expect((await ask({ peer, headers })).status).toBe(200);
  });
});

Deno.test("attack: in production nobody sees it, and there is no key", async () => {
  await withApp(async (app) => {
    const ask = mailboxOf(app);
    expect(app.services.developmentKey).toBe(null);
    for (const path of ["", "?key=", "?key=null"]) {
      const headers = { cookie: "__Host-visavis_development=null" };
      expect((await ask({ path, headers })).status).toBe(404);
    }
  }, PRODUCTION);
});
