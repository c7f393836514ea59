import { emailKey } from "@/lib/domain/basic/email.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import {
  expiryOf,
  isJoinable,
  isMailDue,
  type OpenSignIn,
  withMail,
} from "@/lib/domain/staff/open_sign_in.ts";
import type { Deps, SignInRequest } from "@/lib/ports/mod.ts";
import { deliver } from "@/lib/usecases/messages/deliver_outbox.ts";
import { type DeviceOf, knownDevice } from "./devices.ts";

/** Of a million codes. All browsers together have `signInCodes` for an account. */
const TRIES = 5;

export interface SignInAsked {
  /**
   * For the requesting browser's cookie. The store holds only its hash: without
   * it, a copy of the store is not enough to guess a code.
   */
  readonly ticket: string;
}

/**
 * Sends a link and a code to an artist or admin. The answer is the same whether
 * or not somebody has the address, and so is the store's work before it, down
 * to the row of the mail: what differs happens after the answer.
 */
export async function requestSignIn(
  deps: Deps,
  { email, from, next = null, deviceOf = () => null }: {
    readonly email: string;
    /** The requesting address. */
    readonly from: string;
    /** The page to return to, stored with the ticket: the link may be opened in another browser. */
    readonly next?: string | null;
    readonly deviceOf?: DeviceOf;
  },
): Promise<Outcome<SignInAsked>> {
  const account = await deps.secrets.hash(emailKey(email));
  const device = await knownDevice(deps, { account, deviceOf });
  const wait = device === null
    ? await deps.rateLimits.take(RATE_LIMITS.signIns, from)
    : 0;
  if (wait > 0) return refuse("rate_limited", { retryAfterSeconds: wait });
  const mailsAtOnce = device !== null &&
    await deps.rateLimits.take(RATE_LIMITS.signInMailsToDevice, device) === 0;
  const staff = await deps.catalog.staff(email);
  const ticket = deps.secrets.secret();
  const asked = {
    account,
    ticket,
    next,
    mailsAtOnce,
    email: staff?.email ?? "",
    row: await deps.secrets.hash(ticket),
  };
  const intents = await deps.signIns.request(
    account,
    (found) => decide(deps, { asked, found }),
  );
  deps.runInBackground(() => deliver(deps, intents));
  return ok({ ticket });
}

interface Asked {
  readonly account: string;
  readonly ticket: string;
  /** The hash of the ticket. */
  readonly row: string;
  /** Empty if nobody has it. */
  readonly email: string;
  readonly next: string | null;
  readonly mailsAtOnce: boolean;
}

/**
 * Joins the attempt that is open for the account, or opens one: requests of
 * strangers neither use up nor replace what the owner gets.
 */
async function decide(deps: Deps, { asked, found }: {
  readonly asked: Asked;
  readonly found: OpenSignIn | null;
}): Promise<SignInRequest> {
  const now = deps.clock.now();
  const { row, ticket, account, next, email } = asked;
  const joined = await joinedAttempt(deps, { found, email, now });
  const { open, secret, code } = joined ?? await newAttempt(deps, asked, now);
  const expiresAt = expiryOf(open);
  const isMailed = joined === null || asked.mailsAtOnce ||
    isMailDue(joined.open.mails, now);
  const mail = { kind: "sign_in", to: email, secret, code, expiresAt } as const;
  return {
    row,
    ticket: {
      account,
      email,
      linkHash: open.linkHash,
      codeHash: await deps.secrets.hash(`${ticket} ${code}`),
      triesLeft: TRIES,
      expiresAt,
      ...(open.row === row ? {} : { opener: open.row }),
      ...(next === null ? {} : { next }),
    },
    open: isMailed ? { ...open, mails: withMail(found?.mails, now) } : null,
    intents: isMailed ? [{ id: deps.secrets.ulid(), mail }] : [],
  };
}

/** Null after the server's key was replaced too: then nothing makes the same link again. */
async function joinedAttempt({ secrets }: Deps, { found, email, now }: {
  readonly found: OpenSignIn | null;
  readonly email: string;
  readonly now: Instant;
}) {
  if (found === null || !isJoinable(found, { email, now })) return null;
  const made = await secrets.signIn(found.nonce);
  const isSame = await secrets.hash(made.secret) === found.linkHash;
  return isSame ? { open: found, ...made } : null;
}

async function newAttempt(
  { secrets }: Deps,
  { row, email }: Asked,
  openedAt: Instant,
) {
  const nonce = secrets.secret();
  const made = await secrets.signIn(nonce);
  const linkHash = await secrets.hash(made.secret);
  return { open: { row, nonce, linkHash, email, openedAt }, ...made };
}
