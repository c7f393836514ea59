/** The client's link: `/c/<id>#<secret>`, whose secret is sent only when a person taps. */
import { expect } from "expect";
import { clientCookie } from "@/lib/http/session/cookies.ts";
import { HOUR } from "@/lib/domain/basic/instant.ts";
import { formatWhen } from "@/lib/time/format.ts";
import { CollectingMailSender } from "@/tests/_support/collecting_mail_sender.ts";
import { START, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { revokeLink } from "@/tests/_support/reschedule.ts";
import { codeOf, consultationPath, video } from "./_requests.ts";
import { POSTS } from "./_api_routes.ts";

const NO_SUCH_ID = "aaaaaaaaaaaaaaaaaaaaaaaaaa";

function enter(app: TestApp, id: string, secret: unknown) {
  return app.ask(`/api/entry/${id}`, { method: "POST", body: { secret } });
}

Deno.test("the secret from the mail lets the client in", async () => {
  await withApp(async (app) => {
    const { id, secret } = await app.confirmed();
    const response = await enter(app, id, secret);
    expect(response.status).toBe(204);
    app.admit("guest", pairOf(response));
    const room = await app.ask(`${video(id)}/waiting-status`, { as: "guest" });
    expect(room.status).toBe(200);
  });
});

Deno.test("the link can be used again on another device, and both stay in", async () => {
  await withApp(async (app) => {
    const { id, secret } = await app.confirmed();
    const cookies = [];
    for (let i = 0; i < 3; i++) {
      cookies.push(pairOf(await enter(app, id, secret)));
    }
    expect(new Set(cookies).size).toBe(3);
    for (const cookie of cookies) {
      app.admit("guest", cookie);
      const path = `${video(id)}/waiting-status`;
      expect(await codeOf(await app.ask(path, { as: "guest" }))).toBe("ok");
    }
  });
});

Deno.test("a mail scanner that opens every address changes nothing: GET and HEAD have no effect on the whole API", async () => {
  await withApp(async (app) => {
    const { id, secret } = await app.confirmed();
    app.clock.set(START);
    const before = await app.dump();
    for (const { path } of POSTS) {
      for (const method of ["GET", "HEAD"]) {
        for (const as of ["nobody", "client", "artist", "admin"] as const) {
          const at = `${path(id)}?secret=${secret}&event=arrive&tab=${id}`;
          const response = await app.ask(at, { method, as });
          expect(response.headers.has("set-cookie")).toBe(false);
          await response.body?.cancel();
        }
      }
    }
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("the secret of one consultation does not open another", async () => {
  await withApp(async (app) => {
    const mine = await app.confirmed();
    const other = await app.confirmed(START + 2 * HOUR);
    const response = await enter(app, other.id, mine.secret);
    expect(response.headers.has("set-cookie")).toBe(false);
    expect([response.status, await codeOf(response)])
      .toEqual([403, "link_invalid"]);
  });
});

Deno.test("an unknown id, a wrong secret and an unconfirmed request get the same answer", async () => {
  await withApp(async (app) => {
    const { id, secret } = await app.confirmed();
    const requested = await app.requested(START + 4 * HOUR);
    const before = await app.dump();
    const answers = [
      await enter(app, NO_SUCH_ID, secret),
      await enter(app, "not an id", secret),
      await enter(app, id, swapped(secret)),
      await enter(app, id, secret.slice(0, -1)),
      await enter(app, requested, secret),
    ];
    const said = await Promise.all(
      answers.map(async (one) =>
        JSON.stringify([one.status, [...one.headers], await one.text()])
      ),
    );
    expect(new Set(said).size).toBe(1);
    expect(said[0]).toContain("link_invalid");
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("with the link's secret, and only with it, anyone reads with whom, about what and when it is; nothing is written", async () => {
  await withApp(async (app) => {
    const { id, secret } = await app.confirmed();
    const preview = (of: string, secret: string) =>
      app.ask(`/api/entry/${of}/preview`, { method: "POST", body: { secret } });
    const before = await app.dump();
    const read = await preview(id, secret);
    expect(read.headers.has("set-cookie")).toBe(false);
    expect(await read.json()).toEqual({
      link: "current",
      artist: "Inès Vidal",
      service: "Bridal trial",
      when: formatWhen(await app.record(id), "Europe/Berlin"),
      over: null,
    });
    for (
      const [of, guess] of [
        [NO_SUCH_ID, secret],
        [id, swapped(secret)],
        ["not an id", secret],
        [id, ""],
      ] as const
    ) {
      expect(await (await preview(of, guess)).json())
        .toEqual({ link: "unknown" });
    }
    expect(await app.dump()).toBe(before);
    await revokeLink(app, id);
    expect(await (await preview(id, secret)).json())
      .toEqual({ link: "replaced" });
  });
});

Deno.test("the preview of a consultation that does not take place says so", async () => {
  await withApp(async (app) => {
    const { id, secret } = await app.confirmed();
    await app.ask(`${consultationPath(id)}/cancel`, {
      method: "POST",
      as: "artist",
      body: { word: "" },
    });
    const read = await app.ask(`/api/entry/${id}/preview`, {
      method: "POST",
      body: { secret },
    });
    expect((await read.json()).over).toBe("This consultation was cancelled.");
  });
});

Deno.test("only the holder of a replaced link learns that the consultation was moved", async () => {
  await withApp(async (app) => {
    const { id, secret } = await app.confirmed();
    await revokeLink(app, id);
    const before = await app.dump();
    const theirs = await enter(app, id, secret);
    expect([theirs.status, await codeOf(theirs)])
      .toEqual([410, "link_replaced"]);
    const anothers = await enter(app, id, swapped(secret));
    expect([anothers.status, await codeOf(anothers)])
      .toEqual([403, "link_invalid"]);
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("the stored hash of the link does not open it", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    const record = await app.record(id);
    const hash = "linkHash" in record ? record.linkHash : null;
    expect(await codeOf(await enter(app, id, hash))).toBe("link_invalid");
  });
});

Deno.test("the client's cookie is inaccessible to scripts and other sites", async () => {
  await withApp(async (app) => {
    const { id, secret } = await app.confirmed();
    const cookie = (await enter(app, id, secret)).headers.get("set-cookie")!;
    const [pair, ...attributes] = cookie.split("; ");
    expect(pair).toMatch(new RegExp(`^${clientCookie(id)}=[\\w-]{43}$`));
    expect(attributes).toEqual([
      "Path=/",
      "HttpOnly",
      "SameSite=Lax",
      // Until a day after the window has closed.
      `Max-Age=${(START + HOUR + 24 * HOUR - app.clock.now()) / 1000}`,
    ]);
  });
});

Deno.test("on a studio with https the cookie is Secure and bound to its host, and the unprefixed name is ignored", async () => {
  await withApp(async (app) => {
    const mailSender = new CollectingMailSender();
    app.replace({ mailSender });
    const id = await app.requested();
    const ask = { method: "POST", as: "artist" } as const;
    await app.ask(`${consultationPath(id)}/confirm`, ask);
    const { secret } = mailSender.last("confirmed");
    const response = await enter(app, id, secret);
    const cookie = response.headers.get("set-cookie")!;
    expect(cookie).toMatch(new RegExp(`^__Host-${clientCookie(id)}=`));
    expect(cookie).toContain("; Secure;");
    expect(cookie).toContain("Path=/;");
    expect(cookie).not.toContain("Domain");
    const path = `${video(id)}/waiting-status`;
    app.admit("guest", pairOf(response));
    expect(await codeOf(await app.ask(path, { as: "guest" }))).toBe("ok");
    app.admit("guest", pairOf(response).replace("__Host-", ""));
    expect(await codeOf(await app.ask(path, { as: "guest" })))
      .toBe("sign_in_required");
  }, {
    BASE_URL: "https://studio.example",
    RESEND_API_KEY: "re_not_used_here",
    MAIL_FROM: "studio@studio.example",
  });
});

Deno.test("once the mail is sent, the store contains neither the secret nor any session token", async () => {
  await withApp(async (app) => {
    const mailSender = new CollectingMailSender();
    app.replace({ mailSender });
    const id = await app.requested();
    await app.ask(`${consultationPath(id)}/confirm`, {
      method: "POST",
      as: "artist",
    });
    const { secret } = mailSender.last("confirmed");
    const entered = await enter(app, id, secret);
    expect(entered.status).toBe(204);
    const values = await app.values();
    expect(values).toContain(id);
    expect(values).not.toContain(secret);
    expect(values).not.toContain(pairOf(entered).split("=")[1]);
  });
});

Deno.test("no answer of the API and no other mail contains the secret", async () => {
  await withApp(async (app) => {
    const mailSender = new CollectingMailSender();
    app.replace({ mailSender });
    const id = await app.requested();
    const confirm = { method: "POST", as: "artist" } as const;
    const said =
      await (await app.ask(`${consultationPath(id)}/confirm`, confirm))
        .text();
    const again =
      await (await app.ask(`${consultationPath(id)}/confirm`, confirm))
        .text();
    const { secret, to } = mailSender.last("confirmed");
    expect(to).toBe("mara@client.example");
    expect(said + again).not.toContain(secret);
    const withIt = mailSender.intents
      .filter((intent) => JSON.stringify(intent).includes(secret));
    expect(withIt.map(({ mail }) => mail.kind)).toEqual(["confirmed"]);
  });
});

Deno.test("two concurrent confirmations send one mail, whose secret is the valid one", async () => {
  await withApp(async (app) => {
    const mailSender = new CollectingMailSender();
    app.replace({ mailSender });
    const id = await app.requested();
    await Promise.all(
      (["artist", "admin", "artist"] as const).map((as) =>
        app.ask(`${consultationPath(id)}/confirm`, { method: "POST", as })
      ),
    );
    const sent = mailSender.intents.filter(({ mail }) =>
      mail.kind === "confirmed"
    );
    expect(sent.length).toBe(1);
    const { secret } = mailSender.last("confirmed");
    expect((await enter(app, id, secret)).status).toBe(204);
  });
});

function pairOf(response: Response): string {
  return response.headers.get("set-cookie")!.split(";")[0]!;
}

function swapped(secret: string): string {
  return (secret[0] === "A" ? "B" : "A") + secret.slice(1);
}
