import { expect } from "expect";
import { slowest, tally } from "@/scripts/test/junit_report.ts";

const JUNIT = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="deno test" tests="4" failures="1" errors="0" time="9.0">
  <testsuite name="./tests/a_test.ts" tests="4" failures="1">
    <testcase name="quick" classname="./tests/a_test.ts" time="0.010" line="1"></testcase>
    <testcase name="a &quot;slow&quot; one" classname="./tests/a_test.ts" time="8.250" line="2">
      <failure message="no"></failure>
    </testcase>
    <testcase name="a &quot;slow&quot; one &gt; its step" classname="./tests/a_test.ts" time="8.100" line="3"></testcase>
    <testcase name="left out" classname="./tests/a_test.ts" time="0.000" line="4"><skipped/></testcase>
  </testsuite>
</testsuites>`;

Deno.test("the last line counts what passed, failed and was skipped", () => {
  expect(tally(JUNIT)).toBe("2 passed, 1 failed, 1 skipped");
  expect(tally("")).toBe("0 passed, 0 failed");
});

Deno.test("the slowest tests are listed with their time and file, and steps count with their test", () => {
  expect(slowest(JUNIT, 2)).toEqual([
    '   8.3 s  a "slow" one (./tests/a_test.ts)',
    "   0.0 s  quick (./tests/a_test.ts)",
  ]);
});
