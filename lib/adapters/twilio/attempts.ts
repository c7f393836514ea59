import { readFailure, VideoRoomsError } from "./errors.ts";

export interface AttemptOptions {
  /** Milliseconds for the whole operation, pauses included. */
  deadlineMs: number;
  /** How often it is tried at most. */
  attempts: number;
  /** Milliseconds before the second attempt; doubled before each further one. */
  backoffMs: number;
}

/**
 * Tries again after what may pass (429, 5xx, no answer), with growing and jittered pauses, until
 * it succeeds, fails for good, or the time is up. Where the service says how long to wait
 * (`Retry-After`), it waits so long, or gives up at once if that is beyond its time. The work must be idempotent: an attempt
 * without an answer may have had its effect.
 *
 * @throws VideoRoomsError
 */
export async function withAttempts<T>(
  operation: string,
  options: AttemptOptions,
  work: () => Promise<T>,
): Promise<T> {
  const endsAt = performance.now() + options.deadlineMs;
  for (let attempt = 1;; attempt++) {
    const left = endsAt - performance.now();
    try {
      return await within(left, operation, work());
    } catch (error) {
      const failure = readFailure(operation, error);
      const backoff = options.backoffMs * 2 ** (attempt - 1) *
        (0.5 + Math.random() / 2);
      // Earlier than we were asked to would only be refused again.
      const pause = Math.max(backoff, failure.retryAfter ?? 0);
      const late = performance.now() + pause >= endsAt;
      if (!failure.retryable || attempt >= options.attempts || late) {
        throw failure;
      }
      await new Promise((done) => setTimeout(done, pause));
    }
  }
}

async function within<T>(
  ms: number,
  operation: string,
  work: Promise<T>,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new VideoRoomsError(operation, null, null, true)),
      Math.max(0, ms),
    );
  });
  // When the deadline wins, nobody else listens to how the work ends.
  work.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
