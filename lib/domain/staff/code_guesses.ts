import {
  DAY,
  type Instant,
  MINUTE,
  SECOND,
} from "@/lib/domain/basic/instant.ts";
import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";

const { most, windowMs } = RATE_LIMITS.signInCodes;
/** For typing errors; further codes wait for each other. */
const WITHOUT_WAIT = 5;
const FIRST_WAIT = 5 * SECOND;
const LONGEST_WAIT = 2 * MINUTE;
/** Between two mails to the owner. */
const WARNED_EVERY = DAY;

/** The codes that were tried for one account, in any browser. */
export interface CodeGuesses {
  readonly count: number;
  /** When the first one of this window was tried. */
  readonly since: Instant;
  readonly lastAt: Instant;
  /** When the owner was last mailed that codes are refused. */
  readonly warnedAt?: Instant;
}

/** What a code at `now` does: it is counted, or may be tried only from a later moment on. */
export type Guess =
  | {
    readonly counted: CodeGuesses;
    /** This was the last one of the window. */
    readonly warns: boolean;
  }
  | { readonly from: Instant };

export function nextGuess(before: CodeGuesses | null, now: Instant): Guess {
  const goesOn = before !== null && now < before.since + windowMs;
  const { count, since, lastAt } = goesOn
    ? before
    : { count: 0, since: now, lastAt: now };
  const from = count >= most ? since + windowMs : lastAt + waitAfter(count);
  if (now < from) return { from };
  const warned = before?.warnedAt;
  const warns = count + 1 === most &&
    (warned === undefined || now >= warned + WARNED_EVERY);
  const warnedAt = warns ? now : warned;
  return {
    counted: {
      count: count + 1,
      since,
      lastAt: now,
      ...(warnedAt === undefined ? {} : { warnedAt }),
    },
    warns,
  };
}

function waitAfter(count: number): number {
  const doubled = FIRST_WAIT * 2 ** (count - WITHOUT_WAIT);
  return count < WITHOUT_WAIT ? 0 : Math.min(doubled, LONGEST_WAIT);
}
