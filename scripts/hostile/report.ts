import type { Attack, Figure } from "./attack.ts";

export interface Row {
  readonly attack: Attack;
  readonly figure: Figure;
  readonly before: string;
}

const REPORT = new URL("../../docs/reliability.md", import.meta.url);

/** The rows as a Markdown table. */
export function tableOf(rows: readonly Row[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [
    line(["finding", "attack", "figure", "before", "after", "goal", "held?"]),
    line(Array(7).fill("---")),
    ...rows.map(({ attack, figure, before }) =>
      line([
        attack.finding,
        attack.name,
        figure.what,
        before,
        figure.value,
        figure.goal,
        figure.held ? "yes" : "**no**",
      ])
    ),
  ].join("\n");
}

/** What the figures depend on. */
async function machine(): Promise<string> {
  const cores = navigator.hardwareConcurrency;
  const load = await Deno.readTextFile("/proc/loadavg").then(
    (text) => text.split(" ").slice(0, 3).join(", "),
    () => Deno.loadavg().map((one) => one.toFixed(1)).join(", "),
  );
  const day = new Date().toISOString().slice(0, 10);
  return `Measured on ${day} with Deno ${Deno.version.deno}, on ${cores} cores; ` +
    `load at the end (1, 5 and 15 minutes): ${load}.`;
}

export async function writeReport(
  rows: readonly Row[],
  { measuredBefore }: {
    /** Whether an older version was attacked in the same run. */
    readonly measuredBefore: boolean;
  },
): Promise<void> {
  const before = measuredBefore
    ? "“Before” is the version f2b7dfe, attacked in the same run."
    : "“Before” is what a review measured at the version f2b7dfe, on another day.";
  await Deno.writeTextFile(
    REPORT,
    `# Reliability under attack

\`deno task hostile\` writes this page. Each attack starts the production build
with a store of its own, attacks it over HTTP from another process, and measures
health from a third one, every 20 ms whether or not the earlier answers have
come. Times depend on the machine, so a goal is a count, a limit, or a ratio
within one run. ${before}

${await machine()}

${tableOf(rows)}
`,
  );
  const args = ["fmt", "-q", REPORT.pathname];
  await new Deno.Command(Deno.execPath(), { args }).output();
}
