import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { mintAccessToken } from "@/lib/adapters/twilio/access_token.ts";
import { launchBrowser } from "../_support/browser.ts";
import { credentials } from "../rooms/_support.ts";
import { heard, join, sees } from "./_rooms/call.ts";
import { startProxy } from "./_rooms/proxy.ts";

interface Process {
  port: number;
  child: Deno.ChildProcess;
}

async function startProcess(kv: string): Promise<Process> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      new URL("./_rooms/process.ts", import.meta.url).pathname,
      kv,
    ],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  reader.releaseLock();
  return { child, port: Number(new TextDecoder().decode(value)) };
}

async function stop({ child }: Process, signal: Deno.Signal): Promise<void> {
  try {
    child.kill(signal);
  } catch {
    // It has ended.
  }
  await child.status;
  await child.stdout.cancel();
}

Deno.test("two server processes on one Deno KV serve one call", {
  // A browser and two processes live longer than one step.
  sanitizeOps: false,
  sanitizeResources: false,
}, async (t) => {
  const folder = await Deno.makeTempDir();
  const kv = `${folder}/rooms.kv`;
  const [browser, first, second] = await Promise.all([
    launchBrowser(),
    startProcess(kv),
    startProcess(kv),
  ]);
  // As behind a load balancer: whoever loses a process is led to the other one.
  const dead = new Set<Process>();
  const lead = (to: Process, otherwise: Process) =>
    startProxy(() => (dead.has(to) ? otherwise : to).port);
  const lines = [lead(first, second), lead(second, first)] as const;

  async function rest(
    process: Process,
    path: string,
    data?: Record<string, string>,
  ) {
    const response = await fetch(
      `http://127.0.0.1:${process.port}/v1/Rooms${path}`,
      {
        method: data ? "POST" : "GET",
        headers: {
          authorization: "Basic " +
            btoa(`${credentials.accountSid}:${credentials.authToken}`),
        },
        ...(data && { body: new URLSearchParams(data) }),
      },
    );
    return { status: response.status, body: await response.json() };
  }

  async function enter(
    identity: string,
    line: { port: number },
  ): Promise<Page> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.goto(`http://localhost:${line.port}/`);
    const token = await mintAccessToken({
      credentials,
      identity,
      room: "call",
      now: Date.now(),
      ttlSeconds: 600,
    });
    expect(await join(page, token)).toMatchObject({ state: "connected" });
    return page;
  }

  try {
    const { body: { sid } } = await rest(first, "", { UniqueName: "call" });

    await t.step("both know the room, and neither makes it twice", async () => {
      expect((await rest(second, "/call")).body).toMatchObject({
        sid,
        status: "in-progress",
      });
      expect((await rest(second, `/${sid}`)).body).toMatchObject({
        unique_name: "call",
      });
      expect((await rest(second, "", { UniqueName: "call" })).body["code"])
        .toBe(53113);
      expect((await rest(second, "/nowhere")).status).toBe(404);
    });

    const alice = await enter("alice", lines[0]);
    const bob = await enter("bob", lines[1]);
    const both = [alice, bob];

    await t.step(
      "one person at each process, they see each other",
      async () => {
        await Promise.all([sees(alice, "bob"), sees(bob, "alice")]);
        const { body } = await rest(second, "/call/Participants");
        expect(body["participants"]).toHaveLength(2);
      },
    );

    await t.step(
      "the process that owns the room is killed, and the call goes on",
      async () => {
        dead.add(first);
        await stop(first, "SIGKILL");
        lines[0].cut();
        await Promise.all(both.map((page) => heard(page, "reconnecting")));
        await Promise.all(both.map((page) => heard(page, "reconnected")));
        await Promise.all([sees(alice, "bob"), sees(bob, "alice")]);
        await alice.evaluate(() => {
          for (
            const { track } of globalThis.room.localParticipant.audioTracks
              .values()
          ) {
            track.disable();
          }
        });
        await heard(bob, "trackDisabled", { identity: "alice", kind: "audio" });
      },
    );

    await t.step("the other one ends the room for both", async () => {
      const ended = await rest(second, `/${sid}`, { Status: "completed" });
      expect(ended.body).toMatchObject({ status: "completed" });
      await Promise.all(
        both.map((page) => heard(page, "disconnected", { code: 53118 })),
      );
    });
  } finally {
    await browser.close();
    await Promise.all(lines.map((line) => line.close()));
    await Promise.all(
      [stop(first, "SIGKILL"), stop(second, "SIGTERM")].map((s) =>
        s.catch(() => {})
      ),
    );
    await Deno.remove(folder, { recursive: true });
  }
});
