import { HOUR, MINUTE } from "@/lib/domain/instant.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { Staff } from "@/lib/domain/studio.ts";
import type {
  Deps,
  Intent,
  Session,
  SignInAttempt,
  Stored,
} from "@/lib/ports.ts";
import { deliver } from "./deliver_outbox.ts";

const LASTS = 15 * MINUTE;
/** Five of a million codes: a guesser's chance per mail is 1 in 200,000. */
const TRIES = 5;
const SESSION_LASTS = 12 * HOUR;

export interface SignedIn {
  readonly token: string;
  readonly session: Session;
}

/**
 * Sends a link and a code to an artist or admin. The answer is the same whether
 * or not the address is known, so that nobody can ask who works here.
 */
export async function requestSignIn(
  deps: Deps,
  email: string,
): Promise<Outcome<{ readonly attemptId: string }>> {
  const attemptId = deps.secrets.secret();
  const wait = await deps.rateLimits.take(
    `sign-in ${await deps.secrets.hash(email.toLowerCase())}`,
    5,
    LASTS,
  );
  if (wait > 0) return refuse("rate_limited", { retryAfterSeconds: wait });
  const staff = await deps.directory.staff(email);
  if (!staff) return { ok: true, value: { attemptId } };

  const secret = deps.secrets.secret();
  const code = deps.secrets.code();
  const expiresAt = deps.clock.now() + LASTS;
  const intents: Intent[] = [{
    id: deps.secrets.ulid(),
    mail: { kind: "sign_in", to: staff.email, secret, code, expiresAt },
  }];
  await deps.signIns.create(attemptId, {
    email: staff.email,
    linkHash: await deps.secrets.hash(secret),
    codeHash: await deps.secrets.hash(`${attemptId} ${code}`),
    triesLeft: TRIES,
    expiresAt,
  }, intents);
  await deliver(deps, intents);
  return { ok: true, value: { attemptId } };
}

/** By the code, in the browser that asked: the attempt's id is in its cookie. */
export async function signInByCode(
  deps: Deps,
  attemptId: string,
  code: string,
): Promise<Outcome<SignedIn>> {
  const stored = await deps.signIns.get(attemptId);
  if (!stored || stored.value.expiresAt <= deps.clock.now()) {
    return refuse("sign_in_expired");
  }
  if (stored.value.triesLeft <= 0) return refuse("sign_in_expired");
  const hash = await deps.secrets.hash(`${attemptId} ${code}`);
  if (hash !== stored.value.codeHash) {
    // Counted by compare-and-set: guesses at one moment cannot share a try.
    const counted = await deps.signIns.countTry(attemptId, stored);
    return refuse(counted ? "code_wrong" : "conflict");
  }
  return await finish(deps, attemptId, stored);
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
  return await finish(deps, found.id, found.stored);
}

/** Link and code are one attempt: whichever comes first takes it away. */
async function finish(
  deps: Deps,
  id: string,
  stored: Stored<SignInAttempt>,
): Promise<Outcome<SignedIn>> {
  const staff = await deps.directory.staff(stored.value.email);
  if (!staff || !await deps.signIns.take(id, stored)) {
    return refuse("sign_in_expired");
  }
  const session: Session = {
    actor: actorOf(staff),
    expiresAt: deps.clock.now() + SESSION_LASTS,
  };
  const token = await deps.sessions.create(session.actor, session.expiresAt);
  return { ok: true, value: { token, session } };
}

function actorOf(staff: Staff): Actor {
  return staff.role === "admin"
    ? { role: "admin", email: staff.email }
    : { role: "artist", artistId: staff.artistId, email: staff.email };
}
