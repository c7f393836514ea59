/** How staff sign in. */
import type { Instant } from "@/lib/domain/basic/instant.ts";
import type { OpenSignIn } from "@/lib/domain/staff/open_sign_in.ts";
import type { Intent } from "./messages.ts";
import type { Stored } from "./store.ts";

/** What one browser got when it asked: five tries of the attempt's code. */
export interface SignInTicket {
  /** Empty if nobody has the address. */
  readonly email: string;
  readonly linkHash: string;
  /** Salted with the browser's cookie: another browser's ticket has another one. */
  readonly codeHash: string;
  readonly triesLeft: number;
  readonly expiresAt: Instant;
  /** The page that was requested before signing in, if any. */
  readonly next?: string;
  /** The hash of the address as it was asked for; absent in rows of older versions. */
  readonly account?: string;
  /** The row that opened the attempt; absent in that row. */
  readonly opener?: string;
  /** In the row that opened the attempt: set when somebody has signed in with it. */
  readonly used?: UsedSignIn;
}

/** How and when an attempt was used: a repeat of the same request gets the same session. */
export interface UsedSignIn {
  readonly by: "link" | "code";
  readonly at: Instant;
  /** With the link's secret or the browser's cookie, it makes the session's token. */
  readonly nonce: string;
  /** The row of the browser that entered the code; absent in rows of older versions. */
  readonly row?: string;
}

/** What a request for a sign-in writes, at once. */
export interface SignInRequest {
  readonly row: string;
  readonly ticket: SignInTicket;
  /** The account's attempt, if this request changes it. */
  readonly open: OpenSignIn | null;
  readonly intents: readonly Intent[];
}

/** The mails that were written; or from when on the code may be tried. */
export type CountedGuess =
  | { readonly intents: readonly Intent[] }
  | { readonly from: Instant };

export interface SignIns {
  /** Writes what is decided for the account's attempt as it is; returns the mails. */
  request(
    account: string,
    decide: (open: OpenSignIn | null) => Promise<SignInRequest>,
  ): Promise<readonly Intent[]>;
  get(row: string): Promise<Stored<SignInTicket> | null>;
  /** The row that opened the attempt whose link has this hash. */
  byLink(
    linkHash: string,
  ): Promise<{ row: string; stored: Stored<SignInTicket> } | null>;
  /** Counts one try of a ticket; false if someone else wrote in between. */
  countTry(row: string, stored: Stored<SignInTicket>): Promise<boolean>;
  /**
   * Counts one code for an account or a device, and writes the warning if this
   * was the last one for now.
   */
  countGuess(
    key: string,
    guess: { readonly now: Instant; readonly warning: Intent },
  ): Promise<CountedGuess>;
  /** Marks the attempt as used; true for exactly one caller. The account's next request opens another. */
  take(
    row: string,
    stored: Stored<SignInTicket>,
    used: UsedSignIn,
  ): Promise<boolean>;
  /** Whether the browser with this token's hash has signed in to the account. */
  isDevice(hash: string, account: string): Promise<boolean>;
  addDevice(
    hash: string,
    device: { readonly account: string; readonly lastsMs: number },
  ): Promise<void>;
}
