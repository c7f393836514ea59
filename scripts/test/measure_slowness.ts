/** Milliseconds on a quiet machine with two cores of 2024, by this very measurement. */
const QUIET_MS = 900;

/**
 * How many times slower than a quiet machine two processes at once start and
 * calculate here and now, such as `1.0` or `3.4`. Tests wait that much longer
 * before they give up (`tests/_support/patience.ts`).
 */
export async function measureSlowness(): Promise<string> {
  const started = performance.now();
  await Promise.all([work(), work()]);
  const ratio = (performance.now() - started) / QUIET_MS;
  return Math.max(1, ratio).toFixed(1);
}

async function work(): Promise<void> {
  await new Deno.Command(Deno.execPath(), {
    args: [
      "eval",
      "let x = 0; for (let i = 0; i < 2e8; i++) x = (x * 31 + i) | 0;",
    ],
  }).output();
}
