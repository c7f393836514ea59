import { HOUR, MINUTE } from "@/lib/domain/instant.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { Staff } from "@/lib/domain/studio.ts";
import type { Deps, Intent, Session } from "@/lib/ports.ts";
import { deliver } from "./deliver_outbox.ts";

const LASTS = 15 * MINUTE;
/** Five of a million codes: a guesser's chance per mail is 1 in 200,000. */
const TRIES = 5;
/** Mails to one address within `LASTS`: for each asker, and for all together. */
const PER_ASKER = 5;
const PER_ADDRESS = 30;
const SESSION_LASTS = 12 * HOUR;

export interface SignedIn {
  readonly token: string;
  readonly session: Session;
  /** The page that was asked for before; as it was handed in. */
  readonly next: string | null;
}

export interface SignInAsked {
  /** For the asking browser's cookie. The store holds its hash only: without it, a code cannot be guessed from a copy of the store. */
  readonly attemptId: string;
  /** Not to be waited for in the answer: its length would tell known addresses from unknown ones. Never rejects. */
  readonly sent: Promise<void>;
}

/**
 * Sends a link and a code to an artist or admin. The answer is the same whether
 * or not the address is known, so that nobody can ask who works here.
 */
export async function requestSignIn(
  deps: Deps,
  email: string,
  /** Where the request came from: someone else's requests must not lock an artist out. */
  from: string,
  /** The page to come back to, kept with the attempt: the link may be opened in another browser. */
  next: string | null = null,
): Promise<Outcome<SignInAsked>> {
  const address = await deps.secrets.hash(email.trim().toLowerCase());
  const wait = await deps.rateLimits.take(
    `sign-in ${address} from ${from}`,
    PER_ASKER,
    LASTS,
  ) || await deps.rateLimits.take(`sign-in ${address}`, PER_ADDRESS, LASTS);
  if (wait > 0) return refuse("rate_limited", { retryAfterSeconds: wait });
  const attemptId = deps.secrets.secret();
  const staff = await deps.directory.staff(email);
  const secret = deps.secrets.secret();
  const code = deps.secrets.code();
  const expiresAt = deps.clock.now() + LASTS;
  const intents: Intent[] = staff
    ? [{
      id: deps.secrets.ulid(),
      mail: { kind: "sign_in", to: staff.email, secret, code, expiresAt },
    }]
    : [];
  // For an unknown address as well, of nobody's: the page for the code must not
  // tell by its answers which of the two it was.
  await deps.signIns.create(await deps.secrets.hash(attemptId), {
    email: staff?.email ?? "",
    linkHash: await deps.secrets.hash(secret),
    codeHash: await deps.secrets.hash(`${attemptId} ${code}`),
    triesLeft: TRIES,
    expiresAt,
    ...(next === null ? {} : { next }),
  }, intents);
  return { ok: true, value: { attemptId, sent: deliver(deps, intents) } };
}

/** By the code, in the browser that asked: the attempt's id is in its cookie. */
export async function signInByCode(
  deps: Deps,
  attemptId: string,
  code: string,
): Promise<Outcome<SignedIn>> {
  const id = await deps.secrets.hash(attemptId);
  const stored = await deps.signIns.get(id);
  if (!stored || stored.value.expiresAt <= deps.clock.now()) {
    return refuse("sign_in_expired");
  }
  if (stored.value.triesLeft <= 0) return refuse("sign_in_expired");
  // Paid before the code is looked at: of guesses made at one moment, only those
  // that have paid for a try of their own learn anything.
  if (!await deps.signIns.countTry(id, stored)) {
    return refuse("conflict");
  }
  const hash = await deps.secrets.hash(`${attemptId} ${code}`);
  if (hash !== stored.value.codeHash) return refuse("code_wrong");
  return await finish(deps, id);
}

/** By the link, in any browser. */
export async function signInByLink(
  deps: Deps,
  secret: string,
): Promise<Outcome<SignedIn>> {
  const found = await deps.signIns.byLink(await deps.secrets.hash(secret));
  if (!found || found.stored.value.expiresAt <= deps.clock.now()) {
    return refuse("sign_in_expired");
  }
  return await finish(deps, found.id);
}

/**
 * Link and code are one attempt: whichever comes first takes it away. A guess
 * that is counted at the same moment only means to look again, and there can be
 * no more of those than tries.
 */
async function finish(deps: Deps, id: string): Promise<Outcome<SignedIn>> {
  for (let look = 0; look <= TRIES; look++) {
    const stored = await deps.signIns.get(id);
    const staff = stored && await deps.directory.staff(stored.value.email);
    if (!stored || !staff) return refuse("sign_in_expired");
    if (await deps.signIns.take(id, stored)) {
      return await begin(deps, staff, stored.value.next ?? null);
    }
  }
  return refuse("conflict");
}

async function begin(
  deps: Deps,
  staff: Staff,
  next: string | null,
): Promise<Outcome<SignedIn>> {
  const session: Session = {
    actor: actorOf(staff),
    expiresAt: deps.clock.now() + SESSION_LASTS,
  };
  const token = await deps.sessions.create(session.actor, session.expiresAt);
  return { ok: true, value: { token, session, next } };
}

function actorOf(staff: Staff): Actor {
  return staff.role === "admin"
    ? { role: "admin", email: staff.email }
    : { role: "artist", artistId: staff.artistId, email: staff.email };
}
