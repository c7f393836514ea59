/** The product as it is started: from its environment, across restarts, to shutdown. */
import { SLOWNESS } from "@/tests/_support/patience.ts";
import { expect } from "expect";
import { fileURLToPath } from "node:url";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import { aServer } from "@/tests/_support/a_server.ts";
import { mailTo } from "./_journey.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const processes = { sanitizeResources: false, sanitizeOps: false };

async function start(env: Record<string, string>) {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "scripts/start.ts"],
    cwd: ROOT,
    env,
    stdout: "null",
    stderr: "piped",
  }).output();
  return { code, message: new TextDecoder().decode(stderr) };
}

Deno.test(
  "half a Twilio and half a Resend account stop the start with one message that lists everything missing",
  processes,
  async () => {
    const { code, message } = await start({
      TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
      RESEND_API_KEY: "re_0",
    });
    expect(code).toBe(1);
    for (
      const name of [
        "TWILIO_API_KEY_SID",
        "TWILIO_API_KEY_SECRET",
        "TWILIO_AUTH_TOKEN",
        "MAIL_FROM",
      ]
    ) expect(message).toContain(name);
    // For a human reader: no stack trace, and no configured values.
    expect(message).not.toContain("    at ");
    expect(message).not.toContain("re_0");
  },
);

Deno.test(
  "bookings survive a restart, and the demo is not created twice",
  processes,
  async () => {
    await using first = await aServer();
    const before = await mails(first.baseUrl);
    expect(before.length).toBeGreaterThan(0);
    expect(await first.stop()).toBe(0);
    await using second = await aServer({ after: first });
    expect(await mails(second.baseUrl)).toEqual(before);
  },
);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.test(
    `${signal} ends the server although an event stream is open, and the stream is notified`,
    processes,
    async () => {
      await using server = await aServer();
      const { stream, tail } = await anArtistsStream(server.baseUrl);
      expect(stream.status).toBe(200);
      const stopped = server.stop(signal);
      const late = AbortSignal.timeout(5 * SECOND * SLOWNESS);
      const code = await Promise.race([
        stopped,
        new Promise((resolve) =>
          late.addEventListener("abort", () => resolve("late"))
        ),
      ]);
      expect(code).toBe(0);
      expect(await tail).toContain("event: bye");
    },
  );
}

Deno.test(
  "mails and cookies use BASE_URL, whatever the port is",
  processes,
  async () => {
    await using server = await aServer({
      env: { BASE_URL: "http://127.0.0.1:9" },
    });
    const texts = (await mails(`http://localhost:${server.port}`))
      .map((mail) => mail.text);
    expect(texts.some((text) => text.includes("http://127.0.0.1:9/c/"))).toBe(
      true,
    );
  },
);

Deno.test(
  "a production deployment has no mailbox: without a mail account it does not start",
  processes,
  async () => {
    const { code, message } = await start({
      BASE_URL: "https://studio.example",
    });
    expect(code).toBe(1);
    expect(message).toContain("RESEND_API_KEY");
  },
);

Deno.test(
  "a port in use is reported in one sentence, before anything is built",
  processes,
  async () => {
    const taken = Deno.listen({ port: 0, hostname: "0.0.0.0" });
    const { code, message } = await start({
      PORT: String((taken.addr as Deno.NetAddr).port),
    });
    taken.close();
    expect(code).toBe(1);
    expect(message.trim().split("\n")).toHaveLength(1);
    expect(message).toContain("is in use");
  },
);

async function mails(baseUrl: string): Promise<{ text: string }[]> {
  const response = await fetch(`${baseUrl}/dev/mailbox?format=json`);
  return (await response.json()).mails;
}

/** Signs an artist in by the mailed link and opens the stream of the day. */
async function anArtistsStream(baseUrl: string) {
  await fetch(`${baseUrl}/sign-in`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ email: "ines@atelier.example" }),
  }).then((response) => response.body?.cancel());
  const mail = await mailTo(baseUrl, "ines@atelier.example", "/sign-in/link#");
  const secret = /\/sign-in\/link#(\S+)/.exec(mail.text)![1];
  const signedIn = await fetch(`${baseUrl}/api/sign-in/link`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ secret }),
  });
  await signedIn.body?.cancel();
  const cookie = signedIn.headers.getSetCookie()
    .map((one) => one.split(";")[0]).join("; ");
  const stream = await fetch(`${baseUrl}/api/artist/day`, {
    headers: { cookie, accept: "text/event-stream" },
  });
  const tail = stream.text().catch((error) => String(error));
  return { stream, tail };
}
