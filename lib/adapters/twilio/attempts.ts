import { within } from "@/lib/time/deadline.ts";
import { readFailure } from "./errors.ts";

export interface AttemptOptions {
  /** The name of the operation, for the error. */
  readonly operation: string;
  /** Milliseconds for the whole operation, pauses included. */
  readonly deadlineMs: number;
  /** The maximum number of attempts. */
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubled before each further one. */
  readonly backoffMs: number;
}

/**
 * Retries temporary failures (429, 5xx, no answer), with growing and jittered
 * pauses, until it succeeds, fails permanently, or the time is up. If the
 * service says how long to wait (`Retry-After`), it waits that long, or gives
 * up at once if that exceeds its time. The work must be idempotent: an attempt
 * without an answer may have had its effect.
 *
 * @throws VideoRoomsError
 */
export async function withAttempts<T>(
  options: AttemptOptions,
  work: () => Promise<T>,
): Promise<T> {
  const endsAt = performance.now() + options.deadlineMs;
  for (let attempt = 1;; attempt++) {
    const left = endsAt - performance.now();
    try {
      return await within(left, work());
    } catch (error) {
      const failure = readFailure(options.operation, error);
      const backoff = options.backoffMs * 2 ** (attempt - 1) *
        (0.5 + Math.random() / 2);
      // Earlier than asked would only be refused again.
      const pause = Math.max(backoff, failure.retryAfter ?? 0);
      const late = performance.now() + pause >= endsAt;
      if (!failure.retryable || attempt >= options.attempts || late) {
        throw failure;
      }
      await new Promise((done) => setTimeout(done, pause));
    }
  }
}
