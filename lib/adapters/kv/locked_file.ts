import { isLocked } from "./store_errors.ts";

/** About how many milliseconds pass between the first two tries, and at most. */
const FIRST_PAUSE = 5;
const LONGEST_PAUSE = 100;

/**
 * Repeats a call while another process locks the file: SQLite refuses it at
 * once, before it has any effect. The pauses grow, and are random, so that two
 * processes do not meet again.
 *
 * @param until by `performance.now()`
 */
export async function unlocked<T>(
  call: () => Promise<T>,
  until: number,
): Promise<T> {
  for (let pause = FIRST_PAUSE;; pause *= 2) {
    try {
      return await call();
    } catch (error) {
      if (!isLocked(error) || performance.now() >= until) throw error;
      const ms = Math.min(pause, LONGEST_PAUSE) * (0.5 + Math.random());
      await new Promise((done) => setTimeout(done, ms));
    }
  }
}
