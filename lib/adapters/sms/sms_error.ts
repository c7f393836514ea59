/** Twilio's codes (https://www.twilio.com/docs/api/errors) for failures that no later attempt fixes. */
const FOR_GOOD: Readonly<Record<number, string>> = {
  21211: "the number is not valid",
  21214: "the number cannot be reached",
  21217: "the number is not valid",
  21408: "the account does not send to that country",
  21612: "the number cannot be reached from ours",
  21614: "the number is not a mobile phone's",
  21617: "the text is too long",
};

/** The number's owner has sent STOP. */
const STOPPED = 21610;

/**
 * Twilio did not accept the text message. Only the numbers of the error are
 * kept: its text may quote the phone number.
 */
export class SmsError extends Error {
  override readonly name = "SmsError";
  readonly retryable: boolean;

  private constructor(
    readonly code: number | null,
    { retryable, why }: { readonly retryable: boolean; readonly why: string },
  ) {
    super(`Twilio: ${why}`);
    this.retryable = retryable;
  }

  static readonly noNumber = () =>
    new SmsError(null, {
      retryable: false,
      why: "the number is not one number",
    });

  static from(error: unknown): SmsError {
    if (error instanceof SmsError) return error;
    const { code, status } = (error ?? {}) as {
      code?: unknown;
      status?: unknown;
    };
    if (typeof status !== "number") {
      return new SmsError(null, { retryable: true, why: "no answer" });
    }
    if (typeof code !== "number") {
      return new SmsError(null, { retryable: true, why: `status ${status}` });
    }
    const why = FOR_GOOD[code];
    return why === undefined
      // A wrong key, a sender that is not ours, an account without credit: a
      // person can fix these.
      ? new SmsError(code, { retryable: code !== STOPPED, why: `code ${code}` })
      : new SmsError(code, { retryable: false, why: `${why} (${code})` });
  }

  get isStopped(): boolean {
    return this.code === STOPPED;
  }
}
