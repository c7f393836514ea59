/** Phones are hours wrong: a page knows the time from its server alone. */
import { expect } from "expect";
import { fileURLToPath } from "node:url";
import { HOUR, iso, SECOND } from "@/lib/domain/basic/instant.ts";
import { DEFAULT_MEDIA_PREFERENCES } from "@/lib/domain/call/presence.ts";
import { openingTime } from "@/lib/client/waiting/opening_time.ts";
import { startWaitingRoom } from "@/lib/client/waiting/waiting.ts";
import { aSnapshot, T0 } from "@/tests/_support/a_snapshot.ts";
import { aCall } from "@/tests/client/call/_a_call.ts";
import {
  aToken,
  fakeApi,
  fakePage,
  fakeSources,
  fakeTime,
  settle,
} from "@/tests/client/_support.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
/** Everything that a browser may load. */
const FOLDERS = [
  "components",
  "islands",
  "lib/client",
  "lib/domain",
  "lib/time",
  "lib/words",
];

Deno.test("nothing that a browser loads asks the device what time it is", async () => {
  const found: string[] = [];
  let files = 0;
  for (const folder of FOLDERS) {
    for await (const path of sources(ROOT + folder)) {
      files++;
      for (const line of (await Deno.readTextFile(path)).split("\n")) {
        if (asksTheDevice(line)) {
          found.push(`${path.slice(ROOT.length)}: ${line.trim()}`);
        }
      }
    }
  }
  expect(files).toBeGreaterThan(200);
  expect(found).toEqual([]);
});

Deno.test("each way to ask the device is recognised, and time that has passed is not one", () => {
  for (
    const line of [
      "const now = Date.now();",
      "const now = new Date();",
      "const now = new Date;",
      "const text = Date();",
      "const now = performance.timeOrigin + performance.now();",
      "const zoned = Temporal.Now.instant();",
    ]
  ) expect([line, asksTheDevice(line)]).toEqual([line, true]);
  for (
    const line of [
      "const at = Date.parse(snapshot.now);",
      "const day = new Date(at);",
      "const elapsed = performance.now();",
    ]
  ) expect([line, asksTheDevice(line)]).toEqual([line, false]);
});

function asksTheDevice(line: string): boolean {
  return /Date\.now\b|new Date(?:\(\s*\)|\s*[;,)])|(?<!new )\bDate\(\)|timeOrigin|Temporal\.Now/
    .test(line);
}

async function* sources(folder: string): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) yield* sources(path);
    else if (/\.tsx?$/.test(entry.name)) yield path;
  }
}

/** Runs with the device's clock wrong by this much. */
async function withWrongClock<T>(
  ms: number,
  run: () => Promise<T>,
): Promise<T> {
  const { now } = Date;
  Date.now = () => now() + ms;
  try {
    return await run();
  } finally {
    Date.now = now;
  }
}

/** What a page shows from half a minute before the window opens until after it closes. */
async function aWait() {
  const time = fakeTime();
  const first = aSnapshot({
    opensAt: iso(T0 + 30 * SECOND),
    closesAt: iso(T0 + 90 * SECOND),
  });
  const answer = () => ({
    ok: true as const,
    value: { ...first, holder: "this", now: iso(T0 + time.elapsed()) },
  });
  const waiting = startWaitingRoom({
    api: fakeApi({ beat: answer, status: answer }).api,
    tab: "this",
    first,
    mediaPreferences: DEFAULT_MEDIA_PREFERENCES,
    when: "visible",
    page: fakePage(),
    timers: time,
    elapsed: time.elapsed,
    open: fakeSources().open,
  });
  const seen: unknown[] = [];
  for (let turn = 0; turn < 10; turn++) {
    const snapshot = waiting.snapshot.value;
    const now = waiting.now.value;
    seen.push([
      waiting.phase.value,
      openingTime({ snapshot, now, zone: "Europe/Paris" }),
    ]);
    await time.pass(10 * SECOND);
  }
  waiting.stop();
  return seen;
}

Deno.test("a phone whose clock is wrong by hours waits, counts down and is let in like any other", async () => {
  const right = await aWait();
  expect(right.map((one) => (one as string[])[0])).toContain("waiting");
  for (const ms of [-7 * HOUR, 7 * HOUR]) {
    expect(await withWrongClock(ms, aWait)).toEqual(right);
  }
});

Deno.test("a phone whose clock is wrong by hours joins, although its clock says that the token has expired or is not valid yet", async () => {
  for (const ms of [-7 * HOUR, 7 * HOUR]) {
    const state = await withWrongClock(ms, async () => {
      const { call, joined, time, tokens } = await aCall({
        token: () => ({
          ok: true,
          value: aToken({ expiresAt: iso(T0 + HOUR) }),
        }),
      });
      await joined();
      await time.pass(10 * SECOND);
      await settle();
      return [call.state.value.is, tokens()];
    });
    expect(state).toEqual(["connected", 1]);
  }
});
