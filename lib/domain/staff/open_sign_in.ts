import { HOUR, type Instant, MINUTE } from "@/lib/domain/basic/instant.ts";

/** Of a link and a code. */
const LASTS = 15 * MINUTE;
/** Later requests open another attempt: a link that has just arrived must leave time to use it. */
const JOINED_FOR = 10 * MINUTE;
const FIRST_GAP = MINUTE;
/** After this time without a mail, the gaps between mails start anew. */
const QUIET = HOUR;

/** The newest attempt of an account: a link and a code, for every browser that asks meanwhile. */
export interface OpenSignIn {
  /** The row of the browser that opened it. */
  readonly row: string;
  /** Makes the link and the code, together with a key that is not in the store. */
  readonly nonce: string;
  readonly linkHash: string;
  /** Empty if nobody has the address. */
  readonly email: string;
  readonly openedAt: Instant;
  readonly mails: SignInMails;
}

/** When the account got its last sign-in mail, and how long the next one waits. */
export interface SignInMails {
  readonly lastAt: Instant;
  readonly gapMs: number;
}

export function expiryOf({ openedAt }: Pick<OpenSignIn, "openedAt">): Instant {
  return openedAt + LASTS;
}

/** Whether a request at `now` gets the link and the code of this attempt. */
export function isJoinable(
  open: OpenSignIn,
  { email, now }: { readonly email: string; readonly now: Instant },
): boolean {
  return open.email === email && now < open.openedAt + JOINED_FOR;
}

/** Whether a repeated request sends the mail again. */
export function isMailDue({ lastAt, gapMs }: SignInMails, now: Instant) {
  return now >= lastAt + gapMs;
}

/**
 * With a mail at `now`. Each gap is twice as long as the one before, across
 * attempts, so that strangers' requests cause few mails.
 */
export function withMail(
  before: SignInMails | undefined,
  now: Instant,
): SignInMails {
  const goesOn = before !== undefined && now < before.lastAt + QUIET;
  const gapMs = goesOn ? Math.min(2 * before.gapMs, QUIET) : FIRST_GAP;
  return { lastAt: now, gapMs };
}
