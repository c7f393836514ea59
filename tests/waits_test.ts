/** Tests wait for conditions: a fixed time is too short on one machine and too long on the others. */
import { expect } from "expect";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Files that may wait for a fixed time, and why. */
const REASONS: Record<string, string> = {
  "tests/adapters/kv/changes_test.ts": "shows that nothing more happens",
  "tests/http/stream/live_view_test.ts": "shows that nothing happens",
  "tests/e2e/audio_only_test.ts": "measures a rate over two seconds",
  "tests/e2e/rooms_reconnect_test.ts": "lets a token of two seconds expire",
  "tests/_support/twilio_messages_server.ts": "is a server that answers late",
};

Deno.test("no test sleeps for a fixed time, or gives up after one, without a reason that is listed here", async () => {
  const found: string[] = [];
  for await (const path of testFiles(`${ROOT}tests`)) {
    const file = path.slice(ROOT.length);
    if (file in REASONS || file === "tests/waits_test.ts") continue;
    const text = await Deno.readTextFile(path);
    const inBrowser = text.includes("puppeteer-core");
    for (const line of text.split("\n")) {
      if (sleeps(line) || inBrowser && limits(line)) {
        found.push(`${file}: ${line.trim()}`);
      }
    }
  }
  expect(found).toEqual([]);
});

Deno.test("every listed reason is still needed", async () => {
  for (const file of Object.keys(REASONS)) {
    const lines = (await Deno.readTextFile(ROOT + file)).split("\n");
    expect([file, lines.some(sleeps)]).toEqual([file, true]);
  }
});

/** `setTimeout(done, 200)`: two digits or more. */
function sleeps(line: string): boolean {
  return /setTimeout\(\w+, [1-9][\d_]+\)/.test(line);
}

/** A limit of puppeteer's that does not stretch: `timeout: 30_000`. */
function limits(line: string): boolean {
  return /\{ (.*, )?timeout: \d[\d_]*( }|,)|^\s*timeout: \d+_000,/.test(line);
}

async function* testFiles(folder: string): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) yield* testFiles(path);
    else if (/\.tsx?$/.test(path)) yield path;
  }
}
