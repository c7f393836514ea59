/** Reads the JUnit file that `deno test` writes: one `<testcase>` for each test and step. */

/** The totals: "2780 passed, 2 failed, 2 skipped". */
export function tally(junit: string): string {
  const total = Number(/<testsuites[^>]* tests="(\d+)"/.exec(junit)?.[1] ?? 0);
  const failures = Number(
    /<testsuites[^>]* failures="(\d+)"/.exec(junit)?.[1] ?? 0,
  );
  const skipped = (junit.match(/<skipped/g) ?? []).length;
  return `${total - failures - skipped} passed, ${failures} failed${
    skipped > 0 ? `, ${skipped} skipped` : ""
  }`;
}

/** The tests that took longest, slowest first: "  12.3 s  name (file)". Steps count with their test. */
export function slowest(junit: string, count: number): string[] {
  const cases = [...junit.matchAll(/<testcase ([^>]*)>/g)]
    .map(([, attributes = ""]) => ({
      name: attribute(attributes, "name"),
      file: attribute(attributes, "classname"),
      seconds: Number(attribute(attributes, "time")),
    }));
  // A step is named "test > step"; its time is part of its test's.
  const tests = cases.filter(({ name }) => !name.includes(" > "));
  return tests.sort((a, b) => b.seconds - a.seconds).slice(0, count)
    .map(({ name, file, seconds }) =>
      `${seconds.toFixed(1).padStart(6)} s  ${name} (${file})`
    );
}

function attribute(attributes: string, name: string): string {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes);
  return (value?.[1] ?? "").replace(/&(lt|gt|quot|apos|amp);/g, (_, entity) => (
    { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" }[entity as string]!
  ));
}
