/**
 * Asks for health every 20 ms, whether or not the earlier answers have come: a
 * server that stops for a second has fifty late answers, not one. Ends with its
 * standard input, and prints the milliseconds of each answer as JSON; null
 * where none came.
 */
const EVERY_MS = 20;
const GIVE_UP_MS = 30_000;

const [url = ""] = Deno.args;
const asked: Promise<number | null>[] = [];

async function health(): Promise<number | null> {
  const started = performance.now();
  try {
    const signal = AbortSignal.timeout(GIVE_UP_MS);
    const answer = await fetch(`${url}/api/health`, { signal });
    await answer.body?.cancel();
    return performance.now() - started;
  } catch {
    return null;
  }
}

// The first ones open connections and compile code.
for (let i = 0; i < 20; i++) await health();
const timer = setInterval(() => asked.push(health()), EVERY_MS);
for await (const _ of Deno.stdin.readable);
clearInterval(timer);
console.log(JSON.stringify(await Promise.all(asked)));
Deno.exit(0);
