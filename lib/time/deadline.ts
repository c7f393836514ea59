/** The work did not end in time. It may still take effect. */
export class DeadlineExceeded extends Error {
  override readonly name = "DeadlineExceeded";
}

/**
 * Waits for the work, at most `ms` milliseconds. The work itself is not
 * stopped; its result after the deadline is dropped.
 *
 * @throws DeadlineExceeded
 */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new DeadlineExceeded(`No answer within ${ms} ms`)),
      Math.max(0, ms),
    );
  });
  // An error after the deadline would otherwise end the process as unhandled.
  work.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** For a `catch` when the work may continue by itself: every other error is thrown again. */
export function ignoreDeadline(error: unknown): void {
  if (!(error instanceof DeadlineExceeded)) throw error;
}
