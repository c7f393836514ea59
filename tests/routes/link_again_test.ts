/** A link that lost its fragment on its way: it is repaired, or sent again. */
import { App } from "fresh";
import { expect } from "expect";
import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import { HOUR } from "@/lib/domain/basic/instant.ts";
import type { State } from "@/lib/http/state.ts";
import { securityHeaders } from "@/lib/http/security_headers.ts";
import EntryPage, { handler as entry } from "@/routes/c/[id].tsx";
import DamagedPage, { handler as damaged } from "@/routes/sign-in/[link].tsx";
import SignInPage, { handler as signIn } from "@/routes/sign-in/link.tsx";
import {
  BASE_URL,
  START,
  type TestApp,
  withApp,
} from "@/tests/_support/an_app.ts";
import { codeOf } from "./_requests.ts";

const NO_SUCH_ID = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
const SECRET = "mS9dQ0ZtYx3kq1Vb7nWcUe4RjLpHaGfT2oIiKzXw5-_";

function pages({ services }: TestApp) {
  const handler = new App<State>()
    .use((ctx) => {
      ctx.state.services = services;
      return ctx.next();
    })
    .use(securityHeaders)
    .route("/c/:id", { handler: entry as never, component: EntryPage as never })
    .route("/sign-in/link", {
      handler: signIn as never,
      component: SignInPage as never,
    })
    .route("/sign-in/:link", {
      handler: damaged as never,
      component: DamagedPage as never,
    })
    .handler();
  return (path: string, init: RequestInit = {}) =>
    handler(new Request(`${BASE_URL}${path}`, init));
}

/** Asks for the link again, and waits until what it causes is done. */
async function asksAgain(app: TestApp, id: string) {
  const response = await pages(app)(`/c/${id}`, {
    method: "POST",
    headers: { "sec-fetch-site": "same-origin" },
  });
  await app.services.settled();
  return response;
}

async function linkMails(app: TestApp) {
  return (await app.mails()).filter(({ subject }) =>
    subject.startsWith("Your link:")
  );
}

function secretIn(text: string): string {
  return /#([\w-]{43})/.exec(text)![1]!;
}

Deno.test("a link with %23 is answered by a page that leads to the whole link, is not stored, and changes nothing", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    const before = await app.dump();
    for (const method of ["GET", "HEAD"]) {
      for (
        const [path, href] of [
          [`/c/${id}%23${SECRET}`, `/c/${id}#${SECRET}`],
          [`/c/${id}%2523${SECRET}%3E`, `/c/${id}#${SECRET}`],
          [`/sign-in/link%23${SECRET}.`, `/sign-in/link#${SECRET}`],
        ] as const
      ) {
        const response = await pages(app)(path, { method });
        expect([path, response.status]).toEqual([path, 200]);
        expect(response.headers.get("cache-control")).toBe("no-store");
        expect(response.headers.has("set-cookie")).toBe(false);
        const text = await response.text();
        if (method === "GET") expect(text).toContain(`data-href="${href}"`);
      }
    }
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("an address with a full stop behind it redirects to its page, where the browser keeps the fragment", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    for (
      const [path, to] of [
        [`/c/${id}.`, `/c/${id}`],
        [`/c/${id.toUpperCase()}`, `/c/${id}`],
        ["/sign-in/link)", "/sign-in/link"],
      ] as const
    ) {
      const response = await pages(app)(path);
      expect([path, response.status, response.headers.get("location")])
        .toEqual([path, 302, to]);
    }
    expect((await pages(app)("/sign-in/links")).status).toBe(404);
  });
});

Deno.test("the link is sent again to the booking's address, opens the consultation, and earlier links still work", async () => {
  await withApp(async (app) => {
    const { id, secret } = await app.confirmed();
    const response = await asksAgain(app, id);
    expect([response.status, response.headers.get("location")])
      .toEqual([303, `/c/${id}?done=link#again`]);
    const [mail] = await linkMails(app);
    expect(mail!.to).toBe((await app.record(id)).client.email);
    const fresh = secretIn(mail!.text);
    expect(fresh).not.toBe(secret);
    for (const one of [fresh, secret]) {
      const entered = await app.ask(`/api/entry/${id}`, {
        method: "POST",
        body: { secret: one },
      });
      expect(entered.status).toBe(204);
    }
    const record = await app.record(id);
    expect(JSON.stringify(record)).not.toContain(fresh);
    const page = await pages(app)(`/c/${id}?done=link`);
    expect(await page.text()).toContain("Check your email");
  });
});

Deno.test("after a move, the newest link is the one that is sent again, and the old one stays closed", async () => {
  await withApp(async (app) => {
    const { id, secret } = await app.confirmed();
    const moved = await app.ask(`/api/appointments/${id}/reschedule`, {
      method: "POST",
      as: "artist",
      body: {
        at: new Date(START + 48 * HOUR).toISOString(),
        version: (await app.record(id)).version,
      },
    });
    expect(await codeOf(moved)).toBe("ok");
    await asksAgain(app, id);
    const [mail] = await linkMails(app);
    for (
      const [one, status] of [[secretIn(mail!.text), 204], [
        secret,
        410,
      ]] as const
    ) {
      const entered = await app.ask(`/api/entry/${id}`, {
        method: "POST",
        body: { secret: one },
      });
      expect(entered.status).toBe(status);
    }
  });
});

Deno.test("every id gets the same answer: one that does not exist, a request, a cancelled and an ended consultation send nothing", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    const requested = await app.requested(START + 2 * HOUR);
    const { id: cancelled } = await app.confirmed(START + 4 * HOUR);
    await app.ask(`/api/appointments/${cancelled}/cancel`, {
      method: "POST",
      as: "artist",
      body: { version: (await app.record(cancelled)).version, word: "" },
    });
    const answers = [];
    for (const one of [id, NO_SUCH_ID, requested, cancelled]) {
      const response = await asksAgain(app, one);
      answers.push([
        response.status,
        response.headers.get("location")?.replace(one, "ID"),
        await response.text(),
        [...response.headers.keys()].join(),
      ]);
    }
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect((await linkMails(app)).length).toBe(1);
    app.clock.set(START + 3 * HOUR);
    await asksAgain(app, id);
    expect((await linkMails(app)).length).toBe(1);
  });
});

Deno.test("nobody can send many: by consultation, by asker and by recipient; a refusal says when to try again", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    const statuses = [];
    for (let i = 0; i < RATE_LIMITS.linkMails.most + 2; i++) {
      const response = await asksAgain(app, id);
      statuses.push(response.status);
      if (response.status === 429) {
        expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
        expect(await response.text()).toContain("Send me the link again");
      }
    }
    const { most } = RATE_LIMITS.linkMails;
    expect(statuses).toEqual([...Array(most).fill(303), 429, 429]);
    expect((await linkMails(app)).length).toBe(most);
    for (let hour = 1; hour <= 4; hour++) {
      app.clock.advance(HOUR + 1);
      await asksAgain(app, id);
      await asksAgain(app, id);
    }
    const sent = (await linkMails(app)).length;
    expect(sent).toBeLessThanOrEqual(RATE_LIMITS.linkMailsToRecipient.most);
  });
});

Deno.test("a form of another site sends nothing", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    const response = await pages(app)(`/c/${id}`, {
      method: "POST",
      headers: { "sec-fetch-site": "cross-site" },
    });
    await app.services.settled();
    expect(response.status).toBe(403);
    expect(await linkMails(app)).toEqual([]);
  });
});
