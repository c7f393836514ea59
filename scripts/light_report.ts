/**
 * `deno run -A scripts/light_report.ts`: renders the matrix of light and writes
 * the table and the pictures of docs/light.md. Both depend only on the seeds;
 * the CPU time depends on the machine, and the bench prints it.
 */
import { allScores } from "@/scripts/light/scores.ts";
import { writePictures } from "@/scripts/light/pictures.ts";
import { linesOf, mistakesOf, tableOf } from "@/scripts/light/table.ts";

const REPORT = new URL("../docs/light.md", import.meta.url);
const MARKS = ["<!-- table -->", "<!-- /table -->"] as const;

await writePictures(new URL("../docs/light/", import.meta.url));
if (!Deno.args.includes("--pictures")) {
  const scores = await allScores();
  const lines = linesOf(scores);
  const mistakes = mistakesOf(scores);
  await replaceBetween(
    MARKS,
    [tableOf(lines), "What was said instead:", mistakes || "nothing."].join(
      "\n\n",
    ),
  );
  console.log(tableOf(lines));
  if (lines.some(({ held }) => !held)) Deno.exitCode = 1;
}

async function replaceBetween(
  [from, to]: readonly [string, string],
  text: string,
): Promise<void> {
  const page = await Deno.readTextFile(REPORT);
  const start = page.indexOf(from) + from.length;
  const end = page.indexOf(to);
  if (start < from.length || end < start) {
    throw new Error("no marks in light.md");
  }
  await Deno.writeTextFile(
    REPORT,
    `${page.slice(0, start)}\n\n${text}\n\n${page.slice(end)}`,
  );
  const args = ["fmt", "-q", REPORT.pathname];
  await new Deno.Command(Deno.execPath(), { args }).output();
}
