/**
 * A request to the video service that failed for good, after all attempts.
 * `code` is Twilio's (https://www.twilio.com/docs/api/errors), null when there was no answer.
 */
export class VideoRoomsError extends Error {
  override readonly name = "VideoRoomsError";

  constructor(
    readonly operation: string,
    readonly code: number | null,
    readonly status: number | null,
    /** The same request may succeed later. */
    readonly retryable: boolean,
    /** Milliseconds that the service asks us to wait. */
    readonly retryAfter: number | null = null,
  ) {
    const why = code === null ? "no answer" : `code ${code}, status ${status}`;
    super(`video rooms: ${operation} failed (${why})`);
  }
}

/**
 * Reads what the `twilio` client throws. Only its numbers are kept: its text may carry the
 * request, and so a room's name.
 */
export function readFailure(
  operation: string,
  error: unknown,
): VideoRoomsError {
  if (error instanceof VideoRoomsError) return error;
  const { code, status, retryAfter } = (error ?? {}) as {
    code?: unknown;
    status?: unknown;
    retryAfter?: unknown;
  };
  if (typeof status !== "number") {
    // A socket that broke, a name that was not resolved, a deadline: nothing is known.
    return new VideoRoomsError(operation, null, null, true);
  }
  const retryable = status === 429 || status >= 500;
  return new VideoRoomsError(
    operation,
    typeof code === "number" ? code : null,
    status,
    retryable,
    typeof retryAfter === "number" ? retryAfter : null,
  );
}
