import { expect } from "expect";
import { connectionCheck } from "@/lib/client/check/connection_check.ts";
import { fakeTime } from "@/tests/client/_support.ts";

Deno.test("a test runs once at a time, and again only a while later", async () => {
  const time = fakeTime();
  let measures = 0;
  const check = connectionCheck({
    timers: time,
    measure: () => {
      measures++;
      return Promise.resolve({
        roundTrips: [40, 41, 42],
        downKbps: 5_000,
        upKbps: 5_000,
        reach: { canConnect: true, udp: true },
        relaysOverTcp: true,
      });
    },
  });
  expect(check.state.value).toBeNull();
  const first = check.run();
  expect([check.state.value, check.mayRun.value]).toEqual(["running", false]);
  await Promise.all([first, check.run()]);
  expect(check.state.value).toBe("good");
  await check.run();
  expect(measures).toBe(1);
  await time.pass(10_000);
  expect(check.mayRun.value).toBe(true);
  await check.run();
  expect(measures).toBe(2);
});
