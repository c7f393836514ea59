/**
 * `deno task test`: builds the app, finds or installs a browser, and runs all
 * tests, including the browser tests. Prints the slowest tests at the end.
 */
import { findBrowser } from "@/tests/_support/browser.ts";
import { measureSlowness } from "@/scripts/test/measure_slowness.ts";
import { slowest, tally } from "@/scripts/test/junit_report.ts";

const root = new URL("..", import.meta.url);

async function run(...args: string[]): Promise<Deno.CommandStatus> {
  return await new Deno.Command(Deno.execPath(), {
    args,
    cwd: root,
    stdout: "inherit",
    stderr: "inherit",
  }).spawn().status;
}

const browser = await findBrowser();
Deno.env.set("CHROME_PATH", browser);

const build = await run("run", "-A", "dev.ts", "build");
if (!build.success) Deno.exit(build.code);

// Two tests at a time: the browser tests start their own processes.
Deno.env.set("DENO_JOBS", Deno.env.get("DENO_JOBS") ?? "2");
const slowness = Deno.env.get("TEST_SLOWNESS") ?? await measureSlowness();
Deno.env.set("TEST_SLOWNESS", slowness);
const report = await Deno.makeTempFile({ suffix: ".xml" });
const files = Deno.args.length > 0 ? Deno.args : ["tests/"];
const tests = await run(
  "test",
  "-A",
  // `deno task ok` and CI check the types of everything once.
  "--no-check",
  "--parallel",
  `--junit-path=${report}`,
  ...files,
);
const junit = await Deno.readTextFile(report).catch(() => "");
console.log(`Slowest tests (this machine: ${slowness} × a quiet one):`);
for (const line of slowest(junit, 10)) console.log(line);
console.log(tally(junit));
await Deno.remove(report).catch(() => {});
Deno.exit(tests.code);
