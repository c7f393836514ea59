import { expect } from "expect";
import { inRequest, jsonLog, namingRequests } from "@/lib/adapters/log.ts";
import type { Log } from "@/lib/ports/mod.ts";

function written(say: (log: Log) => void): Record<string, unknown> {
  const lines: string[] = [];
  const { error } = console;
  console.error = (line: string) => void lines.push(line);
  try {
    say(jsonLog);
  } finally {
    console.error = error;
  }
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0]!);
}

Deno.test("a line says when, how serious, what, and about what", () => {
  const line = written((log) => log("room_failed", { id: "abc" }));
  expect(line).toEqual({
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    level: "warn",
    event: "room_failed",
    id: "abc",
  });
});

for (
  const [event, level] of [
    ["unexpected_error", "error"],
    ["sweep_failed", "error"],
    ["mail_failed", "warn"],
    ["mail_dropped", "info"],
    ["rooms.store_failed", "warn"],
  ] as const
) {
  Deno.test(`${event} is of level ${level}`, () => {
    expect(written((log) => log(event))).toMatchObject({ event, level });
  });
}

Deno.test("log lines of a request carry its id, even after the answer; two concurrent requests keep separate ids", async () => {
  const said: unknown[] = [];
  const log = namingRequests((event, fields) => said.push([event, fields]));
  const gate = Promise.withResolvers<void>();
  const working = ["first", "second"].map((id) =>
    inRequest(id, async () => {
      await gate.promise;
      log("mail_failed", { id });
    })
  );
  log("sweep_failed");
  gate.resolve();
  await Promise.all(working);
  expect(said).toEqual([
    ["sweep_failed", undefined],
    ["mail_failed", { requestId: "first", id: "first" }],
    ["mail_failed", { requestId: "second", id: "second" }],
  ]);
});
