import { expect } from "expect";
import {
  lateMonitor,
  type NetworkMonitor,
} from "@/lib/client/network/late_monitor.ts";
import { fakeTime, settle } from "@/tests/client/_support.ts";

function aLateMonitor() {
  const time = fakeTime();
  const log: string[] = [];
  let fails = false;
  const monitor: NetworkMonitor = () => {
    log.push("measures");
    return () => void log.push("stopped");
  };
  const start = lateMonitor(() => {
    log.push("loads");
    return fails
      ? Promise.reject(new Error("offline"))
      : Promise.resolve(monitor);
  });
  return {
    time,
    log,
    start: () => start({ timers: time } as never),
    fail: (yes: boolean) => void (fails = yes),
  };
}

Deno.test("the code that measures the connection loads two seconds after it, and stops with it", async () => {
  const { time, log, start } = aLateMonitor();
  const stop = start();
  await time.pass(1_900);
  expect(log).toEqual([]);
  await time.pass(200);
  expect(log).toEqual(["loads", "measures"]);
  stop();
  expect(log).toEqual(["loads", "measures", "stopped"]);
});

Deno.test("a connection that is over before measures nothing", async () => {
  const { time, log, start } = aLateMonitor();
  start()();
  await time.pass(60_000);
  const stop = start();
  void time.pass(2_000);
  stop();
  await settle();
  expect(log).not.toContain("measures");
});

Deno.test("code that does not load without a line is asked for again", async () => {
  const { time, log, start, fail } = aLateMonitor();
  fail(true);
  start();
  await time.pass(2_000);
  fail(false);
  await time.pass(5_000);
  expect(log).toEqual(["loads", "loads", "measures"]);
});
