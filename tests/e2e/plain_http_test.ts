/** A studio at a name of its own over plain http: browsers send no Sec-Fetch-Site there, as Safari before 16.4 never does. */
import { expect } from "expect";
import { aServer } from "@/tests/_support/a_server.ts";
import { launchBrowser } from "@/tests/_support/browser.ts";
import { startProxy } from "./_rooms/proxy.ts";
import { book, mailTo, press, sees } from "./_journey.ts";
import { processes } from "./_stage.ts";

Deno.test(
  "without Sec-Fetch-Site, the studio's own forms are accepted: booking, sign-in, an answer, a profile, sign-out",
  processes,
  async () => {
    let port = 0;
    const line = startProxy(() => port);
    const base = `http://studio.test:${line.port}`;
    await using server = await aServer({ env: { BASE_URL: base } });
    port = server.port;
    const browser = await launchBrowser({
      args: ["--host-resolver-rules=MAP studio.test 127.0.0.1"],
    });
    try {
      const page = await browser.newPage();
      const posts: (readonly [origin: string, site: string, status: number])[] =
        [];
      page.on("response", (response) => {
        const request = response.request();
        if (request.method() !== "POST") return;
        const headers = request.headers();
        posts.push([
          headers["origin"] ?? "none",
          headers["sec-fetch-site"] ?? "none",
          response.status(),
        ]);
      });
      const client = { name: "Clara Haas", email: "clara@client.example" };
      await book(page, base, client);
      // The tests' own requests cannot resolve the browser's name.
      const mail = await mailTo(
        server.baseUrl,
        "ines@atelier.example",
        client.email,
      );
      const [, id] = /\/artist\/consultations\/([a-z2-7]{26})/.exec(mail.text)!;
      await page.goto(`${base}/sign-in`);
      await page.type('[name="email"]', "ines@atelier.example");
      await Promise.all([
        page.waitForNavigation(),
        press(page, "Send me an email"),
      ]);
      const code = /(\d{3}) ?(\d{3})/.exec(
        (await mailTo(server.baseUrl, "ines@atelier.example", "/sign-in/link#"))
          .text,
      )!;
      await page.type('[name="code"]', `${code[1]}${code[2]}`);
      await Promise.all([page.waitForNavigation(), press(page, "Sign in")]);
      await page.goto(`${base}/artist/consultations/${id}`);
      await Promise.all([page.waitForNavigation(), press(page, "Confirm")]);
      await mailTo(server.baseUrl, client.email, `/c/${id}#`);
      await page.goto(`${base}/artist/profile`);
      await Promise.all([page.waitForNavigation(), press(page, "Save")]);
      expect(page.url()).toContain("saved");
      await Promise.all([page.waitForNavigation(), press(page, "Sign out")]);
      await sees(page, "Send me an email");
      expect(posts.length).toBeGreaterThanOrEqual(6);
      for (const [origin, site, status] of posts) {
        expect([origin, site]).toEqual([base, "none"]);
        expect(status).toBeLessThan(400);
      }
    } finally {
      await browser.close();
      await line.close();
    }
  },
);
