import { SECOND } from "@/lib/domain/basic/instant.ts";
import type { Failure } from "@/lib/client/page/api.ts";

/**
 * Milliseconds before the next try: never less than the server asks for.
 *
 * @param failures how many tries have failed before this one
 * @param seconds the pauses in turn; then the last one again and again
 */
export function retryPause(
  failures: number,
  { seconds, answer }: {
    readonly seconds: readonly number[];
    readonly answer: Pick<Failure, "retryAfterMs">;
  },
): number {
  const pause = seconds[Math.min(failures, seconds.length - 1)]! * SECOND;
  return Math.max(pause, answer.retryAfterMs ?? 0);
}
