import { expect } from "expect";
import { MINUTE } from "@/lib/domain/basic/instant.ts";
import {
  createRefusalLog,
  MOST_LINES,
} from "@/lib/http/refused/refusal_log.ts";
import { FakeClock } from "@/tests/_support/fake_clock.ts";

const ROUTE = "/api/entry/:id";
const request = {
  requestId: "01",
  route: ROUTE,
  method: "POST",
  status: 403,
  code: "link_invalid",
} as const;

function aLog() {
  const clock = new FakeClock();
  const lines: unknown[] = [];
  const log = createRefusalLog({
    clock,
    log: (event, fields) => void lines.push([event, fields]),
  });
  return { clock, lines, log };
}

function flood(log: ReturnType<typeof aLog>["log"], times: number) {
  for (let i = 0; i < times; i++) log.write("request_refused", request);
}

Deno.test("a flood of one code and route writes 20 lines in a minute, and after it one with how many more there were", () => {
  const { clock, lines, log } = aLog();
  flood(log, 1000);
  expect(lines).toHaveLength(20);
  clock.advance(MINUTE - 1);
  flood(log, 1);
  expect(lines).toHaveLength(20);
  clock.advance(1);
  flood(log, 1);
  expect(lines.slice(20)).toEqual([
    ["request_refused", { route: ROUTE, code: "link_invalid", more: 981 }],
    ["request_refused", request],
  ]);
});

Deno.test("another code, route or event has lines of its own", () => {
  const { lines, log } = aLog();
  flood(log, MOST_LINES + 1);
  log.write("request_refused", { ...request, code: "rate_limited" });
  log.write("request_refused", { ...request, route: "/book" });
  log.write("callback_refused", request);
  log.write("request_refused", { ...request, code: undefined });
  expect(lines).toHaveLength(MOST_LINES + 4);
});

Deno.test("a minute within the limit writes no count", () => {
  const { clock, lines, log } = aLog();
  flood(log, MOST_LINES);
  clock.advance(MINUTE);
  flood(log, 1);
  expect(lines).toHaveLength(MOST_LINES + 1);
});

Deno.test("counts are written at shutdown too, once; a refusal without a code is counted by its status", () => {
  const { lines, log } = aLog();
  const { code: _, ...page } = request;
  for (let i = 0; i < MOST_LINES + 2; i++) log.write("request_refused", page);
  log.writeCounts();
  log.writeCounts();
  expect(lines.slice(MOST_LINES)).toEqual([
    ["request_refused", { route: ROUTE, status: 403, more: 2 }],
  ]);
});
