/** Twilio's codes (https://www.twilio.com/docs/api/errors) for what no later attempt mends. */
const FOR_GOOD: Readonly<Record<number, string>> = {
  21211: "the number is not valid",
  21214: "the number cannot be reached",
  21217: "the number is not valid",
  21408: "the account does not send to that country",
  21612: "the number cannot be reached from ours",
  21614: "the number is not a mobile phone's",
  21617: "the text is too long",
};

/** The number's owner has written STOP. */
const STOPPED = 21610;

/**
 * Twilio did not take the text message. Of what was thrown only the numbers are
 * kept: the text may quote the number that was written to.
 */
export class TextNotSent extends Error {
  override readonly name = "TextNotSent";

  private constructor(
    readonly code: number | null,
    readonly retryable: boolean,
    why: string,
  ) {
    super(`Twilio: ${why}`);
  }

  static readonly noNumber = () =>
    new TextNotSent(null, false, "the number is not one number");

  static from(error: unknown): TextNotSent {
    if (error instanceof TextNotSent) return error;
    const { code, status } = (error ?? {}) as {
      code?: unknown;
      status?: unknown;
    };
    if (typeof status !== "number") {
      return new TextNotSent(null, true, "no answer");
    }
    if (typeof code !== "number") {
      return new TextNotSent(null, true, `status ${status}`);
    }
    const why = FOR_GOOD[code];
    return why === undefined
      // A wrong key, a sender that is not ours, an account without money: put right by somebody.
      ? new TextNotSent(code, code !== STOPPED, `code ${code}`)
      : new TextNotSent(code, false, `${why} (${code})`);
  }

  get isStopped(): boolean {
    return this.code === STOPPED;
  }
}
