/**
 * `deno task hostile [attack …]`: runs every attack of `scripts/hostile/attacks/`
 * against the production build, prints a table, and writes it to
 * `docs/reliability.md` when every attack ran. Exits with 1 if a goal is missed.
 *
 * `--before=<folder>` runs the same attacks against the build of an older
 * checkout, for the column "before"; without it, the column shows what the
 * review measured at f2b7dfe.
 */
import type { Attack, Figure } from "@/scripts/hostile/attack.ts";
import { startProduct } from "@/scripts/hostile/product.ts";
import { type Row, tableOf, writeReport } from "@/scripts/hostile/report.ts";

const HERE = new URL("..", import.meta.url).pathname;
const ATTACKS = new URL("./hostile/attacks/", import.meta.url);

const chosen = Deno.args.filter((arg) => !arg.startsWith("--"));
const before = Deno.args.find((arg) => arg.startsWith("--before="))
  ?.slice("--before=".length);

const rows: Row[] = [];
for (const name of await attackNames()) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const attack: Attack =
    (await import(new URL(`${name}.ts`, ATTACKS).href)).default;
  console.error(`${attack.name} …`);
  const old = before === undefined ? [] : await figuresAt(before, attack);
  for (const figure of await figuresAt(HERE, attack)) {
    const { what } = figure;
    const measured = old.find((one) => one.what === what)?.value;
    rows.push({
      attack,
      figure,
      before: measured ?? attack.reviewed[what] ?? "",
    });
  }
}

console.log(tableOf(rows));
if (chosen.length === 0) await writeReport(rows, { measuredBefore: !!before });
if (rows.some(({ figure }) => !figure.held)) Deno.exitCode = 1;

async function attackNames(): Promise<string[]> {
  const files = await Array.fromAsync(Deno.readDir(ATTACKS));
  return files.map(({ name }) => name).filter((name) => name.endsWith(".ts"))
    .map((name) => name.slice(0, -".ts".length)).sort();
}

/** An attack that fails altogether is a missed goal, not the end of the run. */
async function figuresAt(
  tree: string,
  attack: Attack,
): Promise<readonly Figure[]> {
  try {
    const { env, mostFileKiB } = attack;
    await using product = await startProduct(tree, { env, mostFileKiB });
    return await attack.run(product);
  } catch (error) {
    const value = error instanceof Error ? error.message : String(error);
    return [{
      what: "the attack itself",
      value: value.split("\n")[0]!,
      goal: "runs",
      held: false,
    }];
  }
}
