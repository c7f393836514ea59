/** Sign-in like a browser: a form, a mail, a link or a code, a cookie. */
import { expect } from "expect";
import { CollectingMailSender } from "@/tests/_support/collecting_mail_sender.ts";
import { type TestApp, type Who, withApp } from "@/tests/_support/an_app.ts";
import { countingKv } from "@/tests/_support/counting_kv.ts";
import { codeOf } from "./_requests.ts";

const INES = "ines@studio.example";
const ODILE = "odile@studio.example";

function post(
  app: TestApp,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
) {
  return app.ask(path, {
    method: "POST",
    body: new URLSearchParams(fields).toString(),
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      ...headers,
    },
  });
}

function collecting(app: TestApp): CollectingMailSender {
  const mailSender = new CollectingMailSender();
  app.replace({ mailSender });
  return mailSender;
}

const pairOf = (response: Response, name: string) =>
  response.headers.getSetCookie().find((one) => one.startsWith(`${name}=`))!
    .split(";")[0]!;

Deno.test("a known and an unknown address get the same answer", async () => {
  await withApp(async (app) => {
    const mailSender = collecting(app);
    const answers = [];
    for (const email of [INES, "stranger@elsewhere.example"]) {
      const response = await post(app, "/sign-in", { email });
      const headers = [...response.headers].map((
        [name, value],
      ) => [name, value.replace(/=[\w-]{43};/, "=…;")]);
      answers.push([response.status, headers, await response.text()]);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]![0]).toBe(303);
    await mailSender.arrives("sign_in");
    expect(mailSender.intents.map(({ mail }) => mail.to)).toEqual([INES]);
  });
});

Deno.test("the answers to codes do not distinguish them either", async () => {
  await withApp(async (app) => {
    const mailSender = collecting(app);
    const answers = [];
    for (const email of [INES, "stranger@elsewhere.example"]) {
      const asked = await post(app, "/sign-in", { email });
      const cookie = pairOf(asked, "visavis_sign_in");
      const errors = (await mailSender.arrives("sign_in")).code === "111111"
        ? "2"
        : "1";
      const statuses: number[] = [];
      for (let i = 0; i < 6; i++) {
        const code = errors.repeat(6);
        const tried = await post(app, "/sign-in/code", { code }, { cookie });
        statuses.push(tried.status);
        await tried.body?.cancel();
      }
      answers.push(statuses);
    }
    expect(answers[0]).toEqual([422, 422, 422, 422, 422, 410]);
    expect(answers[1]).toEqual(answers[0]);
  });
});

Deno.test("the code's page says so where no sign-in was asked for: in another browser, or one that blocks cookies", async () => {
  await withApp(async (app) => {
    const tried = post(app, "/sign-in/code", { code: "123456" });
    for (const response of [await app.ask("/sign-in/code"), await tried]) {
      expect(await response.text()).toContain(
        "A code works only in the browser where you asked for it.",
      );
    }
    expect((await tried).status).toBe(410);
    const asked = await post(app, "/sign-in", { email: INES });
    const cookie = pairOf(asked, "visavis_sign_in");
    const there = await app.ask("/sign-in/code", { headers: { cookie } });
    expect(await there.text()).not.toContain("A code works only");
  });
});

Deno.test("a browser can ask whether it is signed in, and as what", async () => {
  await withApp(async (app) => {
    const ask = (as: Who) => app.ask("/api/sign-in", { as });
    expect(await (await ask("artist")).json()).toEqual({ role: "artist" });
    expect(await (await ask("admin")).json()).toEqual({ role: "admin" });
    expect(await codeOf(await ask("nobody"))).toBe("sign_in_required");
  });
});

for (
  const [email, home, who] of [
    [INES, "/artist", "an artist"],
    [ODILE, "/admin", "an admin"],
  ] as const
) {
  Deno.test(`${who} who enters the code lands at ${home}, signed in`, async () => {
    await withApp(async (app) => {
      const mailSender = collecting(app);
      const asked = await post(app, "/sign-in", { email });
      expect(asked.headers.get("location")).toBe("/sign-in/code");
      const { code } = await mailSender.arrives("sign_in");
      const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
      const cookie = pairOf(asked, "visavis_sign_in");
      const done = await post(app, "/sign-in/code", { code: spaced }, {
        cookie,
      });
      expect([done.status, done.headers.get("location")]).toEqual([303, home]);
      app.admit("guest", pairOf(done, "visavis_staff"));
      const day = await codeOf(
        await app.ask("/api/artist/day", { as: "guest" }),
      );
      expect(day).toBe(home === "/artist" ? "ok" : "wrong_role");
      expect(pairOf(done, "visavis_sign_in")).toBe("visavis_sign_in=");
    });
  });

  Deno.test(`${who} who follows the link is sent to ${home}`, async () => {
    await withApp(async (app) => {
      const mailSender = collecting(app);
      await post(app, "/sign-in", { email });
      const { secret } = await mailSender.arrives("sign_in");
      const body = { secret };
      const done = await app.ask("/api/sign-in/link", { method: "POST", body });
      expect(await done.json()).toEqual({ home });
      const cookie = done.headers.getSetCookie()
        .find((one) => one.startsWith("visavis_staff="))!;
      expect(cookie).toMatch(
        /Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/,
      );
    });
  });
}

Deno.test("before the answer, the store does the same for a known and an unknown address, and no mail is sent", async () => {
  const seen: unknown[] = [];
  for (const email of [INES, "stranger@elsewhere.example"]) {
    const counting = countingKv();
    await withApp(
      async (app) => {
        const sent = Promise.withResolvers<void>();
        app.replace({ mailSender: { deliver: () => sent.promise } });
        for (let at = 0; at < 2; at++) {
          const { value, calls } = await counting.during(() =>
            post(app, "/sign-in", { email })
          );
          expect(value.status).toBe(303);
          await value.body?.cancel();
          // The mail on its way: the answer does not wait for it.
          const own = calls.filter(({ about }) => about !== "outbox");
          seen.push(own.map(({ method, about }) => `${method} ${about}`));
        }
        sent.resolve();
      },
      {},
      { throughStore: counting.through },
    );
  }
  expect(seen.slice(0, 2)).toEqual(seen.slice(2));
});

Deno.test("a browser that signed in has a cookie for that account alone, which scripts cannot read and the store cannot show", async () => {
  await withApp(async (app) => {
    const mailSender = collecting(app);
    const accounts = [];
    for (const email of [INES, ODILE]) {
      await post(app, "/sign-in", { email });
      await app.services.settled();
      const { secret } = mailSender.last("sign_in");
      const body = { secret };
      const done = await app.ask("/api/sign-in/link", { method: "POST", body });
      await done.body?.cancel();
      const cookie = done.headers.getSetCookie()
        .find((one) => one.startsWith("visavis_device_"))!;
      expect(cookie).toMatch(
        /Path=\/; HttpOnly; SameSite=Lax; Max-Age=15552000$/,
      );
      const [name, token] = cookie.split(";")[0]!.split("=");
      accounts.push(name);
      expect(await app.values()).not.toContain(token!);
    }
    expect(new Set(accounts).size).toBe(2);
  });
});

Deno.test("attack: too many codes are 429 with a time to wait, and the page keeps the code and names the way on", async () => {
  await withApp(async (app) => {
    collecting(app);
    const tries = async () => {
      const asked = await post(app, "/sign-in", { email: INES });
      const cookie = pairOf(asked, "visavis_sign_in");
      return await post(app, "/sign-in/code", { code: "123 456" }, { cookie });
    };
    for (let i = 0; i < 5; i++) {
      const tried = await tries();
      if (tried.status === 303) return; // One chance in a million.
      await tried.body?.cancel();
    }
    const refused = await tries();
    expect([refused.status, refused.headers.get("retry-after")])
      .toEqual([429, "5"]);
    const text = await refused.text();
    expect(text).toContain("Use the link in the email, which still works");
    expect(text).toContain('value="123 456"');
  });
});

Deno.test("a browser that signed in before passes the limit of its network, and a made-up cookie does not", async () => {
  await withApp(async (app) => {
    const mailSender = collecting(app);
    await post(app, "/sign-in", { email: INES });
    const { secret } = await mailSender.arrives("sign_in");
    const body = { secret };
    const done = await app.ask("/api/sign-in/link", { method: "POST", body });
    const cookie = done.headers.getSetCookie()
      .find((one) => one.startsWith("visavis_device_"))!.split(";")[0]!;
    for (let i = 0; i < 30; i++) {
      const asked = await post(app, "/sign-in", { email: `${i}@x.example` });
      await asked.body?.cancel();
    }
    const madeUp = `${cookie.split("=")[0]}=${"a".repeat(43)}`;
    for (const [sent, status] of [[cookie, 303], [madeUp, 429]] as const) {
      const asked = await post(app, "/sign-in", { email: INES }, {
        cookie: sent,
      });
      expect(asked.status).toBe(status);
      expect(asked.headers.has("retry-after")).toBe(status === 429);
      await asked.body?.cancel();
    }
  });
});

Deno.test("a code without the cookie of the browser that asked signs nobody in", async () => {
  await withApp(async (app) => {
    const mailSender = collecting(app);
    await post(app, "/sign-in", { email: INES });
    const { code } = await mailSender.arrives("sign_in");
    const tried = await post(app, "/sign-in/code", { code });
    expect(tried.status).toBe(410);
    expect(tried.headers.has("set-cookie")).toBe(false);
    await tried.body?.cancel();
  });
});

Deno.test("another site can neither request a mail, nor enter a code, nor sign someone out", async () => {
  await withApp(async (app) => {
    const mailSender = collecting(app);
    const headers = { "sec-fetch-site": "cross-site" };
    const before = await app.dump();
    const asked = await post(app, "/sign-in", { email: INES }, headers);
    expect(asked.status).toBe(403);
    const tried = await post(app, "/sign-in/code", { code: "123456" }, headers);
    expect(tried.status).toBe(403);
    await app.ask("/sign-out", { method: "POST", as: "artist", headers });
    expect(await codeOf(await app.ask("/api/artist/day", { as: "artist" })))
      .toBe("ok");
    expect(mailSender.intents).toEqual([]);
    expect(await app.dump()).toBe(before);
    await asked.body?.cancel();
    await tried.body?.cancel();
  });
});

Deno.test("an invalid address is refused before it is looked up", async () => {
  await withApp(async (app) => {
    const before = await app.dump();
    for (const email of ["", "nobody", `${"x".repeat(260)}@x.example`]) {
      const response = await post(app, "/sign-in", { email });
      expect(response.status).toBe(422);
      await response.body?.cancel();
    }
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("thirty mails per 15 minutes from one remote address, whatever the recipients", async () => {
  await withApp(async (app) => {
    const statuses: number[] = [];
    for (let i = 0; i < 32; i++) {
      const response = await post(app, "/sign-in", { email: `${i}@x.example` });
      statuses.push(response.status);
      await response.body?.cancel();
    }
    expect(statuses).toEqual([...Array(30).fill(303), 429, 429]);
  });
});
