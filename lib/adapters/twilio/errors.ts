/** What is known about a failed request; without an answer, nothing. */
export interface TwilioFailure {
  /** Twilio's (https://www.twilio.com/docs/api/errors). */
  readonly code?: number | null;
  /** Of the HTTP answer. */
  readonly status?: number | null;
  /** The same request may succeed later. */
  readonly retryable: boolean;
  /** Milliseconds that the service asks us to wait. */
  readonly retryAfter?: number | null;
}

/** A request to the video service that failed after all attempts. */
export class VideoRoomsError extends Error {
  override readonly name = "VideoRoomsError";

  readonly code: number | null;
  readonly status: number | null;
  readonly retryable: boolean;
  readonly retryAfter: number | null;

  constructor(readonly operation: string, failure: TwilioFailure) {
    const { code = null, status = null, retryable, retryAfter = null } =
      failure;
    const why = code === null ? "no answer" : `code ${code}, status ${status}`;
    super(`video rooms: ${operation} failed (${why})`);
    this.code = code;
    this.status = status;
    this.retryable = retryable;
    this.retryAfter = retryAfter;
  }
}

/**
 * Reads an error of the `twilio` client. Only its numbers are kept: its text
 * may contain the request, and so a room's name.
 */
export function readFailure(
  operation: string,
  error: unknown,
): VideoRoomsError {
  if (error instanceof VideoRoomsError) return error;
  const { code, status, retryAfter } = (error ?? {}) as {
    readonly code?: unknown;
    readonly status?: unknown;
    readonly retryAfter?: unknown;
  };
  if (typeof status !== "number") {
    // A broken socket, an unresolved name, a deadline: nothing is known.
    return new VideoRoomsError(operation, { retryable: true });
  }
  const retryable = status === 429 || status >= 500;
  return new VideoRoomsError(operation, {
    code: typeof code === "number" ? code : null,
    status,
    retryable,
    retryAfter: typeof retryAfter === "number" ? retryAfter : null,
  });
}
