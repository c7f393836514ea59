/** The pages about mails, in a browser: failed mails, and opting out of reminders. */
import { expect } from "expect";
import { keys } from "@/lib/adapters/kv/keys.ts";
import { createReminderOptOuts } from "@/lib/adapters/kv/messages/reminder_opt_outs.ts";
import { createSessions } from "@/lib/adapters/kv/staff/sessions.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import { systemClock } from "@/lib/adapters/clock.ts";
import { createSecrets } from "@/lib/adapters/secrets.ts";
import { HOUR } from "@/lib/domain/basic/instant.ts";
import { STAFF_COOKIE } from "@/lib/http/session/cookies.ts";
import type { DeadLetter, Mail } from "@/lib/ports/mod.ts";
import { aServer } from "@/tests/_support/a_server.ts";
import { launchBrowser } from "@/tests/_support/browser.ts";
import { inspect } from "./_axe.ts";
import { processes } from "./_stage.ts";

Deno.test(
  "the pages about mails are public and work without JavaScript",
  processes,
  async () => {
    await using server = await aServer();
    const browser = await launchBrowser();
    const kv = await Deno.openKv(server.kvPath);
    try {
      const store = new Store(kv);
      const secrets = createSecrets(systemClock);
      const sessions = createSessions({ store, secrets, clock: systemClock });
      const now = systemClock.now();
      const value = await sessions.create({
        role: "admin",
        email: "odile@atelier.example",
      }, { expiresAt: now + HOUR });
      await browser.setCookie({
        name: STAFF_COOKIE,
        value,
        domain: "localhost",
        path: "/",
      });
      await kv.set(keys.deadLetter("a"), aLetter(now));
      const token = await createReminderOptOuts(store, secrets)
        .issue("mara@client.example");
      const page = await browser.newPage();
      await page.setJavaScriptEnabled(false);
      const text = async () =>
        (await page.content()).replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
      const press = (button: string) =>
        Promise.all([page.waitForNavigation(), page.click(button)]);

      await page.goto(`${server.baseUrl}/admin`);
      expect(await text()).toContain("One message could not be sent.");
      await page.goto(`${server.baseUrl}/admin/messages`);
      expect(await text()).toContain("odile@atelier.example");
      await page.setJavaScriptEnabled(true);
      await page.reload();
      const findings = await inspect("messages", page);
      await page.setJavaScriptEnabled(false);
      await page.reload();
      await press("button[value=dismiss]");
      expect(await text()).toContain("No failed messages");

      await page.goto(`${server.baseUrl}/reminders/${token}`);
      await press("main form button");
      expect(await text()).toContain("You’ll get no more reminders");
      await press("main form button");
      expect(await text()).toContain("Reminders are on");
      await page.setJavaScriptEnabled(true);
      await page.reload();
      findings.push(...await inspect("reminders", page));

      await page.goto(`${server.baseUrl}/dev/mailbox`);
      findings.push(...await inspect("mailbox", page));
      for (const width of [320, 390, 1440]) {
        await page.setViewport({ width, height: 900 });
        // Single characters in a column fit any width but take a hundred lines.
        const heights = await page.$$eval(
          ".mailbox__entry",
          (entries) => entries.map((entry) => entry.clientHeight),
        );
        expect(heights.length).toBeGreaterThan(1);
        expect([width, heights.filter((height) => height > 200)])
          .toEqual([width, []]);
      }
      expect(findings).toEqual([]);
    } finally {
      kv.close();
      await browser.close();
    }
  },
);

function aLetter(failedAt: number): DeadLetter {
  const mail: Mail = {
    kind: "sign_in",
    to: "odile@atelier.example",
    secret: "",
    code: "",
    expiresAt: failedAt,
  };
  return {
    id: "a",
    mail,
    consultationId: null,
    attempts: 20,
    failedAt,
    reason: "Resend: invalid_api_key (401)",
  };
}
