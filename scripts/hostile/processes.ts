/** The attacker and the one who measures: each a process of its own, so that neither waits for the other. */
import type { Statuses } from "./attack.ts";
import { manyParts, postBooking } from "./forms.ts";
import type { Product } from "./product.ts";

const ATTACKER = new URL("./attacker.ts", import.meta.url).pathname;
const PROBE = new URL("./probe.ts", import.meta.url).pathname;

/** For so long health is measured without an attack. */
const IDLE_MS = 10_000;

export interface Measured {
  /** Milliseconds of each health answer, before the attack and during it. */
  readonly idle: readonly number[];
  readonly during: readonly number[];
  readonly statuses: Statuses;
  /** Seconds of the product's CPU that the attack cost, without the health answers. */
  readonly cpu: number;
}

/**
 * Runs the attack, and measures health before and meanwhile.
 *
 * @param file the URL of the file that exports the attack
 */
export async function underAttack(
  product: Product,
  file: string,
): Promise<Measured> {
  // The first refusal of a process compiles its code.
  await postBooking(product, { body: manyParts(100), from: "192.0.2.99" });
  const calm = await product.cpu();
  const before = startProbe(product.url);
  await new Promise((done) => setTimeout(done, IDLE_MS));
  const idle = await before.stop();
  const start = await product.cpu();
  const each = (start - calm) / idle.length;
  const probe = startProbe(product.url);
  const statuses = await runAttacker(file, product.url);
  const during = await probe.stop();
  const spent = await product.cpu() - start;
  return {
    idle,
    during,
    statuses,
    cpu: Math.max(0, spent - each * during.length),
  };
}

/** Runs the file's `attack` in another process. */
export async function runAttacker(
  file: string,
  url: string,
): Promise<Statuses> {
  const { stdout, stderr, success } = await new Deno.Command("nice", {
    // The system serves the product first: the attack is what it receives, not
    // what the attacker's own CPU costs.
    args: ["-n", "10", Deno.execPath(), "run", "-A", ATTACKER, file, url],
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout));
}

function startProbe(url: string) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", PROBE, url],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  return {
    async stop(): Promise<number[]> {
      await child.stdin.close();
      const { stdout } = await child.output();
      const times: (number | null)[] = JSON.parse(
        new TextDecoder().decode(stdout),
      );
      return times.map((time) => time ?? Infinity);
    },
  };
}
