/** After five wrong codes in one browser: the page says which ways in are left. */
import { expect } from "expect";
import { CollectingMailSender } from "@/tests/_support/collecting_mail_sender.ts";
import { type TestApp, withApp } from "@/tests/_support/an_app.ts";

const WAYS_LEFT =
  "Too many wrong codes were entered here. Use the link in the email, which still works, or ask for a new email.";

function post(
  app: TestApp,
  path: string,
  body: Record<string, string>,
  cookie = "",
) {
  return app.ask(path, {
    method: "POST",
    body: new URLSearchParams(body).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded", cookie },
  });
}

/** Asks for a sign-in, and answers with six wrong codes. */
async function sixthTry(app: TestApp, email: string) {
  const mailSender = new CollectingMailSender();
  app.replace({ mailSender });
  const asked = await post(app, "/sign-in", { email });
  const cookie = asked.headers.getSetCookie()[0]!.split(";")[0]!;
  const { code, secret } = await mailSender.arrives("sign_in");
  const wrong = code === "111111" ? "222222" : "111111";
  for (let i = 0; i < 5; i++) {
    await (await post(app, "/sign-in/code", { code: wrong }, cookie)).text();
  }
  const last = await post(app, "/sign-in/code", { code: wrong }, cookie);
  return { status: last.status, html: await last.text(), secret };
}

Deno.test("after five wrong codes the page says so, and that the link still works; it does", async () => {
  await withApp(async (app) => {
    const { status, html, secret } = await sixthTry(app, "ines@studio.example");
    expect(status).toBe(410);
    expect(html).toContain(WAYS_LEFT);
    const entered = await app.ask("/api/sign-in/link", {
      method: "POST",
      body: { secret },
    });
    expect(entered.status).toBe(200);
  });
});

Deno.test("after five wrong codes the page is the same for a known and an unknown address", async () => {
  await withApp(async (app) => {
    const known = await sixthTry(app, "ines@studio.example");
    app.replace({ mailSender: new CollectingMailSender() });
    const pages = [known.html];
    const asked = await post(app, "/sign-in", { email: "no@one.example" });
    const cookie = asked.headers.getSetCookie()[0]!.split(";")[0]!;
    for (let i = 0; i < 6; i++) {
      const tried = await post(
        app,
        "/sign-in/code",
        { code: "111111" },
        cookie,
      );
      pages[1] = await tried.text();
    }
    const [one, other] = pages.map((html) => html.replace("222222", "111111"));
    expect(other).toContain(WAYS_LEFT);
    expect(other).toBe(one);
  });
});
