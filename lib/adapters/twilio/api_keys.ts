import { describeError } from "@/lib/domain/basic/describe_error.ts";
import type { AcceptedKey, Log } from "@/lib/ports/mod.ts";
import type { SigningCredentials } from "./access_token.ts";
import { readFailure } from "./errors.ts";

export interface ApiKeysOptions {
  readonly current: SigningCredentials;
  /** The key before the last rotation. */
  readonly previous: SigningCredentials | null;
  /** What all processes know about it; without it, each process knows only its own answers. */
  readonly accepted: AcceptedKey | null;
  readonly log: Log;
}

/**
 * The account's API keys during a rotation. A token is signed without calling
 * Twilio, and a token with a key unknown to Twilio opens nothing; so the key
 * that Twilio accepted last, here or in another process, signs.
 */
export class ApiKeys {
  readonly #options: ApiKeysOptions;
  #acceptedHere: string | null = null;

  constructor(options: ApiKeysOptions) {
    this.#options = options;
  }

  /** Does the work with the current key and, if that is refused, once with the previous one. */
  async attempt<T>(
    operation: string,
    work: (credentials: SigningCredentials) => Promise<T>,
  ): Promise<T> {
    const { current, previous, log } = this.#options;
    try {
      return await this.#with(current, work);
    } catch (error) {
      const { status, code } = readFailure(operation, error);
      const refused = status === 401 || code === 20003;
      if (!refused || previous === null) throw error;
      log("twilio_key_refused", {
        operation,
        key: lastOf(current),
        trying: lastOf(previous),
      });
      return await this.#with(previous, work);
    }
  }

  /** The key to sign a token with. */
  async signing(): Promise<SigningCredentials> {
    const { current, previous } = this.#options;
    if (previous === null) return current;
    const accepted = await this.#read() ?? this.#acceptedHere;
    return accepted === previous.apiKeySid ? previous : current;
  }

  async #with<T>(
    credentials: SigningCredentials,
    work: (credentials: SigningCredentials) => Promise<T>,
  ): Promise<T> {
    const done = await work(credentials);
    this.#acceptedHere = credentials.apiKeySid;
    await this.#write(credentials.apiKeySid);
    return done;
  }

  async #read(): Promise<string | null> {
    try {
      return await this.#options.accepted?.read() ?? null;
    } catch (error) {
      this.#failed(error);
      return null;
    }
  }

  /** Even if it was accepted before: another process may have written another one since. */
  async #write(sid: string): Promise<void> {
    try {
      await this.#options.accepted?.write(sid);
    } catch (error) {
      // Twilio has done what it was asked; the next request records it again.
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    this.#options.log("twilio_key_not_remembered", {
      reason: describeError(error),
    });
  }
}

function lastOf({ apiKeySid }: SigningCredentials): string {
  return `…${apiKeySid.slice(-4)}`;
}
