/** The client's own request: seen, changed and withdrawn with the link of its mail. */
import { App } from "fresh";
import { expect } from "expect";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { DAY, HOUR } from "@/lib/domain/basic/instant.ts";
import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import type { State } from "@/lib/http/state.ts";
import OwnPage, { handler as own } from "@/routes/c/[id].tsx";
import DetailsPage, { handler as details } from "@/routes/c/[id]/details.tsx";
import WithdrawPage, {
  handler as withdrawing,
} from "@/routes/c/[id]/withdraw.tsx";
import { aService } from "@/tests/_support/a_studio.ts";
import {
  BASE_URL,
  INES,
  START,
  type TestApp,
  type Who,
  withApp,
} from "@/tests/_support/an_app.ts";
import { cancel, enterAs, move } from "./_changes.ts";
import { codeOf, consultationPath, video } from "./_requests.ts";

const HELD_FOR = 48 * HOUR;
const LATER = START + 3 * DAY;

/** A request with a client who has opened the link of its mail, as `guest`. */
async function aRequest(app: TestApp, startsAt = LATER) {
  const id = await app.requested(startsAt);
  const secret = await mailedSecret(app, id);
  expect((await enterAs(app, "guest", id, secret)).status).toBe(204);
  return { id, secret };
}

/** Of every mail about it, without repeats. */
async function mailedSecrets(app: TestApp, id: ConsultationId) {
  const link = new RegExp(`/c/${id}#([\\w-]+)`);
  const found = (await app.mails())
    .flatMap(({ text }) => link.exec(text)?.[1] ?? []);
  return [...new Set(found)];
}

/** The only one so far, or the one that is new. */
async function mailedSecret(
  app: TestApp,
  id: ConsultationId,
  known: string | null = null,
) {
  const secrets = await mailedSecrets(app, id);
  return secrets.find((one) => one !== known)!;
}

function pages(app: TestApp) {
  const routes = [
    ["/c/:id", own, OwnPage],
    ["/c/:id/details", details, DetailsPage],
    ["/c/:id/withdraw", withdrawing, WithdrawPage],
  ] as const;
  const site = new App<State>().use(async (ctx) => {
    ctx.state.services = app.services;
    ctx.state.studio = await app.services.deps.catalog.studio();
    return await ctx.next();
  });
  for (const [path, handler, component] of routes) {
    site.route(path, { handler, component } as never);
  }
  const handler = site.handler();
  const ask = async (path: string, as: Who, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set("cookie", app.cookieOf(as));
    const response = await handler(
      new Request(`${BASE_URL}${path}`, { ...init, headers }),
    );
    const html = await response.text();
    return {
      status: response.status,
      location: response.headers.get("location"),
      html,
      text: html.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " "),
    };
  };
  return {
    get: (path: string, as: Who = "guest") => ask(path, as),
    save: (
      id: string,
      fields: Record<string, string>,
      { as = "guest", site = "same-origin" }: { as?: Who; site?: string } = {},
    ) =>
      ask(`/c/${id}/details`, as, {
        method: "POST",
        body: new URLSearchParams(fields),
        headers: { "sec-fetch-site": site },
      }),
  };
}

function withdraw(app: TestApp, id: string, as: Who = "guest") {
  return app.ask(`${consultationPath(id as ConsultationId)}/withdraw`, {
    method: "POST",
    as,
  });
}

const answer = (app: TestApp, id: ConsultationId, how: "confirm" | "decline") =>
  app.ask(`${consultationPath(id)}/${how}`, {
    method: "POST",
    as: "artist",
    body: how === "decline" ? { reason: "I am away." } : {},
  });

Deno.test("the mail's link opens a page of what was asked for, and until when it is held", async () => {
  await withApp(async (app) => {
    const { id } = await aRequest(app);
    const { status, text, html } = await pages(app).get(`/c/${id}`);
    expect(status).toBe(200);
    expect(text).toContain("Your request");
    expect(text).toContain("Inès Vidal has not answered yet");
    expect(text).toContain("Bridal trial");
    // Requested at 14:15 UTC: held for two days, in the client's zone.
    expect(app.clock.now() + HELD_FOR).toBeLessThan(LATER);
    expect(text).toContain("Tuesday 24 November 2026, 15:15");
    expect(html).toContain(`href="/c/${id}/details"`);
    expect(html).toContain(`href="/c/${id}/withdraw"`);
  });
});

Deno.test("the store holds the hash of the request's link, and the outbox nothing of it once the mail is sent", async () => {
  await withApp(async (app) => {
    const { id, secret } = await aRequest(app);
    expect(JSON.stringify(await app.record(id))).not.toContain(secret);
    await app.settled();
    const left = await app.kv(async (kv) =>
      JSON.stringify(await Array.fromAsync(kv.list({ prefix: ["outbox"] })))
    );
    expect(left).not.toContain(secret);
  });
});

Deno.test("GET and HEAD of the link and of the pages behind it change nothing, with and without a session", async () => {
  await withApp(async (app) => {
    const { id } = await aRequest(app);
    const before = await app.settled();
    for (const as of ["nobody", "guest"] as const) {
      for (const path of ["", "/details", "/withdraw"]) {
        await pages(app).get(`/c/${id}${path}`, as);
      }
      const got = await app.ask(`${consultationPath(id)}/withdraw`, { as });
      expect(got.status).toBe(405);
    }
    expect(await app.settled()).toBe(before);
    expect((await app.record(id)).state).toBe("requested");
  });
});

Deno.test("the client changes note and answers; the artist's request shows them, and no mail is sent", async () => {
  await withApp(async (app) => {
    const { catalog } = app.services.deps;
    await catalog.putService(
      (await catalog.storedService(aService().id))!,
      aService({
        questions: [
          {
            id: "skin",
            label: "Skin?",
            kind: "text",
            options: [],
            required: true,
          },
        ],
      }),
    );
    const { id } = await aRequest(app);
    const mails = (await app.mails()).length;
    const { get, save } = pages(app);
    expect((await get(`/c/${id}/details`)).html).toContain("answer.skin");
    const missing = await save(id, { note: "Only typed once" });
    expect(missing.status).toBe(422);
    expect(missing.text).toContain("Your artist needs an answer to this.");
    expect(missing.html).toContain("Only typed once");
    const saved = await save(id, { note: "A red dress", "answer.skin": "Dry" });
    expect([saved.status, saved.location])
      .toEqual([303, `/c/${id}?done=changed`]);
    expect(await app.record(id)).toMatchObject({
      client: { note: "A red dress", phone: null, name: "Mara Lindqvist" },
      intake: [{ label: "Skin?", answer: "Dry" }],
      detailsChangedAt: app.clock.now(),
    });
    const day = await app.ask("/api/artist/day", { as: "artist" });
    expect(day.status).toBe(200);
    await app.settled();
    expect((await app.mails()).length).toBe(mails);
    expect((await get(`/c/${id}?done=changed`)).text).toContain("A red dress");
  });
});

Deno.test("answers to questions that the service no longer asks are kept", async () => {
  await withApp(async (app) => {
    const { id } = await aRequest(app);
    const record = await app.record(id);
    await app.kv((kv) =>
      kv.set(["consultations", id], {
        ...record,
        intake: [{ label: "Allergies?", answer: "Lanolin" }],
      })
    );
    expect((await pages(app).save(id, { note: "New" })).status).toBe(303);
    expect((await app.record(id)).intake)
      .toEqual([{ label: "Allergies?", answer: "Lanolin" }]);
  });
});

Deno.test("details that are sent after the answer are refused with words, and what was typed stays on the page", async () => {
  for (const how of ["confirm", "decline"] as const) {
    await withApp(async (app) => {
      const { id } = await aRequest(app);
      expect((await answer(app, id, how)).status).toBe(200);
      const before = await app.settled();
      const late = await pages(app).save(id, { note: "Typed too late" });
      expect(late.status).toBe(how === "confirm" ? 409 : 410);
      expect(late.html).toContain("Typed too late");
      expect(late.text).toContain("See your consultation");
      expect(await app.settled()).toBe(before);
    });
  }
});

Deno.test("a form from another site, and one of a stranger, change nothing", async () => {
  await withApp(async (app) => {
    const { id } = await aRequest(app);
    const before = await app.settled();
    const { save } = pages(app);
    const foreign = await save(id, { note: "x" }, { site: "cross-site" });
    expect(foreign.status).toBe(403);
    for (const as of ["nobody", "artist", "client"] as const) {
      const refused = await save(id, { note: "x" }, { as });
      expect([refused.status, refused.location])
        .toEqual([303, `/c/${id}?refused=sign_in_required`]);
    }
    expect(await app.settled()).toBe(before);
  });
});

Deno.test("a client who keeps changing details is told to wait", async () => {
  await withApp(async (app) => {
    const { id } = await aRequest(app);
    const { save } = pages(app);
    for (let i = 0; i < RATE_LIMITS.detailChanges.most; i++) {
      expect((await save(id, { note: `Note ${i}` })).status).toBe(303);
    }
    const refused = await save(id, { note: "One more" });
    expect(refused.status).toBe(429);
    expect(refused.html).toContain("One more");
  });
});

Deno.test("withdrawing frees the time, tells the artist once, and the page says so with a way on", async () => {
  await withApp(async (app) => {
    const { id } = await aRequest(app);
    const { get } = pages(app);
    expect((await get(`/c/${id}/withdraw`)).text)
      .toContain("Withdraw your request?");
    const answers = await Promise.all([1, 2, 3].map(() => withdraw(app, id)));
    const said = await Promise.all(answers.map((one) => one.json()));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    for (const one of said) expect(one).toEqual(said[0]);
    expect(said[0]).toMatchObject({ state: "cancelled" });
    const span = { from: START, to: START + 10 * DAY };
    const { consultations } = app.services.deps;
    expect((await consultations.busyCells(INES, span)).size).toBe(0);
    const told = (await app.mails()).filter(({ subject }) =>
      subject.startsWith("Withdrawn")
    );
    expect(told.map(({ to }) => to)).toEqual(["ines@studio.example"]);
    const page = await get(`/c/${id}`);
    expect(page.text).toContain("You have withdrawn your request");
    expect(page.html).toContain('href="/book?service=bridal-trial');
    // The answer comes too late, for the artist too.
    expect(await codeOf(await answer(app, id, "confirm")))
      .toBe("consultation_cancelled");
  });
});

Deno.test("a withdrawal after the answer is refused: nothing that was confirmed is cancelled by it", async () => {
  await withApp(async (app) => {
    const { id } = await aRequest(app);
    await answer(app, id, "confirm");
    const refused = await withdraw(app, id);
    expect([refused.status, await codeOf(refused)])
      .toEqual([409, "already_answered"]);
    expect((await app.record(id)).state).toBe("confirmed");
  });
});

Deno.test("a confirmation and a withdrawal at the same moment: one of them wins, and the other is told", async () => {
  await withApp(async (app) => {
    const { id } = await aRequest(app);
    const [gone, confirmed] = await Promise.all([
      withdraw(app, id),
      answer(app, id, "confirm"),
    ]);
    const { state } = await app.record(id);
    expect([gone!.status, confirmed!.status])
      .toEqual(state === "confirmed" ? [409, 200] : [200, 410]);
  });
});

Deno.test("a request is not cancelled through the address for consultations, nor by staff through its own", async () => {
  await withApp(async (app) => {
    const { id } = await aRequest(app);
    expect(await codeOf(await cancel(app, id, "guest"))).toBe("not_confirmed");
    for (const as of ["artist", "admin"] as const) {
      expect(await codeOf(await withdraw(app, id, as))).toBe("wrong_role");
    }
    expect(await codeOf(await withdraw(app, id, "nobody")))
      .toBe("sign_in_required");
    expect((await app.record(id)).state).toBe("requested");
  });
});

Deno.test("the link of another request is not found", async () => {
  await withApp(async (app) => {
    const { id } = await aRequest(app);
    const other = await app.requested(LATER + 2 * HOUR);
    const foreign = await enterAs(
      app,
      "guest",
      other,
      await mailedSecret(app, id),
    );
    expect([foreign.status, await codeOf(foreign)])
      .toEqual([403, "link_invalid"]);
    const refused = await withdraw(app, other);
    expect(refused.status).toBe(401);
    expect((await app.record(other)).state).toBe("requested");
  });
});

Deno.test("the page says what happened: declined with the artist's words, and expired", async () => {
  await withApp(async (app) => {
    const { id } = await aRequest(app);
    await answer(app, id, "decline");
    const declined = await pages(app).get(`/c/${id}`);
    expect(declined.text).toContain("I am away.");
    expect(declined.text).toContain("Book another time");
    for (const path of ["details", "withdraw"]) {
      const gone = await pages(app).get(`/c/${id}/${path}`);
      expect([gone.status, gone.location]).toEqual([303, `/c/${id}`]);
    }
  });
  await withApp(async (app) => {
    const { id } = await aRequest(app);
    const { consultations } = app.services.deps;
    const stored = (await consultations.get(id))!;
    await consultations.apply(stored, {
      ...stored.value,
      state: "expired",
      expiredAt: app.clock.now(),
    } as never, { intents: [] });
    expect((await pages(app).get(`/c/${id}`)).text)
      .toContain("Your request has expired");
  });
});

Deno.test("after the confirmation the same link and the same session lead to the consultation, until it is moved", async () => {
  await withApp(async (app) => {
    const { id, secret } = await aRequest(app);
    await answer(app, id, "confirm");
    const status = () =>
      app.ask(`${video(id)}/waiting-status`, { as: "guest" });
    expect(await (await status()).json()).toMatchObject({ state: "confirmed" });
    // Both mails' links open it, under one session name.
    const both = await mailedSecrets(app, id);
    expect(both.length).toBe(2);
    expect(both).toContain(secret);
    for (const one of both) {
      expect((await enterAs(app, "guest", id, one)).status).toBe(204);
      expect((await status()).status).toBe(200);
    }
    expect((await move(app, id, "artist")).status).toBe(200);
    for (const one of both) {
      const replaced = await enterAs(app, "guest", id, one);
      expect([replaced.status, await codeOf(replaced)])
        .toEqual([410, "link_replaced"]);
    }
  });
});

Deno.test("a lost link to a request is sent again, with the request's own mail", async () => {
  await withApp(async (app) => {
    const { id, secret } = await aRequest(app);
    const site = new App<State>().use((ctx) => {
      ctx.state.services = app.services;
      return ctx.next();
    }).route("/c/:id", { handler: own, component: OwnPage } as never).handler();
    await site(
      new Request(`${BASE_URL}/c/${id}`, {
        method: "POST",
        headers: { "sec-fetch-site": "same-origin" },
      }),
    );
    await app.services.settled();
    const again = await mailedSecret(app, id, secret);
    expect(again).not.toBe(secret);
    for (const one of [secret, again]) {
      expect((await enterAs(app, "guest", id, one)).status).toBe(204);
    }
  });
});

Deno.test("a request of an older version has no link, and everything else about it works", async () => {
  await withApp(async (app) => {
    const id = await app.requested(LATER);
    const secret = await mailedSecret(app, id);
    const { requestLinks: _, ...older } = await app.record(id) as {
      requestLinks?: unknown;
    };
    await app.kv((kv) => kv.set(["consultations", id], older));
    const refused = await enterAs(app, "guest", id, secret);
    expect(await codeOf(refused)).toBe("link_invalid");
    expect((await answer(app, id, "confirm")).status).toBe(200);
    const link = await mailedSecret(app, id, secret);
    expect((await enterAs(app, "guest", id, link)).status).toBe(204);
  });
});
