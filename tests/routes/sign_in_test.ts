/** Sign-in as a browser does it: a form, a mail, a link or a code, a cookie. */
import { expect } from "expect";
import { CollectingPostman } from "../_support/a_postman.ts";
import { type TestApp, withApp } from "../_support/an_app.ts";
import { codeOf } from "./_asks.ts";

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

function collecting(app: TestApp): CollectingPostman {
  const postman = new CollectingPostman();
  app.replace({ postman });
  return postman;
}

const pairOf = (response: Response, name: string) =>
  response.headers.getSetCookie().find((one) => one.startsWith(`${name}=`))!
    .split(";")[0]!;

Deno.test("a known and an unknown address get the same answer", async () => {
  await withApp(async (app) => {
    const postman = collecting(app);
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
    await postman.arrives("sign_in");
    expect(postman.intents.map(({ mail }) => mail.to)).toEqual([INES]);
  });
});

Deno.test("nor do the answers to codes tell them apart", async () => {
  await withApp(async (app) => {
    const postman = collecting(app);
    const answers = [];
    for (const email of [INES, "stranger@elsewhere.example"]) {
      const asked = await post(app, "/sign-in", { email });
      const cookie = pairOf(asked, "visavis_sign_in");
      const wrong = (await postman.arrives("sign_in")).code === "111111"
        ? "2"
        : "1";
      const statuses: number[] = [];
      for (let i = 0; i < 6; i++) {
        const code = wrong.repeat(6);
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

for (
  const [email, home, who] of [
    [INES, "/artist", "an artist"],
    [ODILE, "/admin", "an admin"],
  ] as const
) {
  Deno.test(`${who} who enters the code lands at ${home}, signed in`, async () => {
    await withApp(async (app) => {
      const postman = collecting(app);
      const asked = await post(app, "/sign-in", { email });
      expect(asked.headers.get("location")).toBe("/sign-in/code");
      const { code } = await postman.arrives("sign_in");
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

  Deno.test(`${who} who comes by the link is sent to ${home}`, async () => {
    await withApp(async (app) => {
      const postman = collecting(app);
      await post(app, "/sign-in", { email });
      const { secret } = await postman.arrives("sign_in");
      const body = { secret };
      const done = await app.ask("/api/sign-in/link", { method: "POST", body });
      expect(await done.json()).toEqual({ home });
      const cookie = done.headers.getSetCookie()
        .find((one) => one.startsWith("visavis_staff="))!;
      expect(cookie).toMatch(/Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/);
    });
  });
}

Deno.test("a code without the cookie of the browser that asked signs nobody in", async () => {
  await withApp(async (app) => {
    const postman = collecting(app);
    await post(app, "/sign-in", { email: INES });
    const { code } = await postman.arrives("sign_in");
    const tried = await post(app, "/sign-in/code", { code });
    expect(tried.status).toBe(410);
    expect(tried.headers.has("set-cookie")).toBe(false);
    await tried.body?.cancel();
  });
});

Deno.test("another site can neither ask for a mail, nor enter a code, nor sign someone out", async () => {
  await withApp(async (app) => {
    const postman = collecting(app);
    const headers = { "sec-fetch-site": "cross-site" };
    const before = await app.dump();
    const asked = await post(app, "/sign-in", { email: INES }, headers);
    expect(asked.status).toBe(403);
    const tried = await post(app, "/sign-in/code", { code: "123456" }, headers);
    expect(tried.status).toBe(403);
    await app.ask("/sign-out", { method: "POST", as: "artist", headers });
    expect(await codeOf(await app.ask("/api/artist/day", { as: "artist" })))
      .toBe("ok");
    expect(postman.intents).toEqual([]);
    expect(await app.dump()).toBe(before);
    await asked.body?.cancel();
    await tried.body?.cancel();
  });
});

Deno.test("what is no address is refused before it is looked up", async () => {
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

Deno.test("thirty mails in a quarter of an hour from one place, whatever the addresses", async () => {
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
