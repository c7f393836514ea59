/** The attacker's process: runs one file's `attack` and prints the statuses that it saw. */
import type { Attack } from "./attack.ts";

const [file = "", url = ""] = Deno.args;
const { default: attack }: { default: Attack } = await import(file);
console.log(JSON.stringify(await attack.attack?.({ url }) ?? {}));
Deno.exit(0);
