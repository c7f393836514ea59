/**
 * `deno task test`: everything, the browser tests included. Builds what they
 * need, finds a browser or installs one, and runs them all.
 */
import { findBrowser } from "@/tests/_support/browser.ts";

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

// Two tests at a time: the browser tests bring processes of their own.
Deno.env.set("DENO_JOBS", Deno.env.get("DENO_JOBS") ?? "2");
const report = await Deno.makeTempFile({ suffix: ".xml" });
const files = Deno.args.length > 0 ? Deno.args : ["tests/"];
const tests = await run(
  "test",
  "-A",
  "--parallel",
  `--junit-path=${report}`,
  ...files,
);
console.log(tally(await Deno.readTextFile(report).catch(() => "")));
await Deno.remove(report).catch(() => {});
Deno.exit(tests.code);

/** One plain closing line, for whoever reads the log. */
function tally(junit: string): string {
  const total = Number(/<testsuites[^>]* tests="(\d+)"/.exec(junit)?.[1] ?? 0);
  const failures = Number(
    /<testsuites[^>]* failures="(\d+)"/.exec(junit)?.[1] ?? 0,
  );
  const skipped = (junit.match(/<skipped/g) ?? []).length;
  return `${total - failures - skipped} passed, ${failures} failed${
    skipped > 0 ? `, ${skipped} skipped` : ""
  }`;
}
